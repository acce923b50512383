//! Signing up.

use axum::extract::State;
use http::StatusCode;
use powerdown_engine::accounts::{self, SignUp};

use crate::{
    border::{Visit, limits},
    json::Json,
    problem::Answer,
    state::Login,
    views::session::{SignUpAnswer, SignUpDraft},
};

/// Sign a company up.
///
/// The answer is the same whether the address is known or not; its owner reads the difference in a mail.
#[utoipa::path(
    post, path = "/api/v1/tenants", operation_id = "signUp", tag = "accounts",
    request_body = SignUpDraft,
    responses(
        (status = 202, description = "A mail is on its way to the address.", body = SignUpAnswer),
    )
)]
pub async fn create(
    State(login): State<Login>,
    visit: Visit,
    Json(draft): Json<SignUpDraft>,
) -> Answer<(StatusCode, axum::Json<SignUpAnswer>)> {
    limits::by_mail(&login.base, &visit, "sign-up-mails", &draft.email).await?;
    let request = SignUp {
        company: draft.company,
        email: draft.email,
        password: draft.password,
        zone: draft.time_zone,
    };
    accounts::sign_up(login.sign_up_desk(), request).await?;
    let message = "We sent a mail to this address; open the link in it to go on.".to_owned();
    Ok((StatusCode::ACCEPTED, axum::Json(SignUpAnswer { message })))
}
