//! What the controllers of documents do alike: things that people write as a whole, and change and
//! delete by their version.
//!
//! A handler keeps what is its own, the words of its description and who may call it; what it does is
//! here, once.

use axum::response::Response;
use http::{HeaderMap, StatusCode};
use powerdown_engine::record::Principal;
use serde::Serialize;

use crate::{
    etag,
    extract::IfMatch,
    problem::{Answer, Problem},
    state::Portal,
};

/// A kind of document.
pub(super) trait Document: Sized {
    /// What its ids are.
    type Id: Copy;
    /// How a person writes it.
    type Draft;
    /// How it is shown.
    type View: Serialize;

    /// Reads it; a problem like any unknown one's where there is none.
    async fn find(portal: &Portal, by: &Principal, id: Self::Id) -> Answer<Self>;
    /// Replaces one of this version.
    async fn replace(
        portal: &Portal,
        by: &Principal,
        id: Self::Id,
        version: u64,
        draft: Self::Draft,
    ) -> Answer<Self>;
    /// Deletes one of this version, or of any.
    async fn delete(portal: &Portal, by: &Principal, id: Self::Id, version: Option<u64>) -> Answer<()>;
    /// What `If-Match` must name.
    fn version(&self) -> u64;
    /// Shows it as of now.
    async fn view(self, portal: &Portal) -> Answer<Self::View>;
}

/// A kind of document that is made of the same draft that replaces it.
pub(super) trait Creatable: Document {
    /// Stores a new one.
    async fn create(portal: &Portal, by: &Principal, draft: Self::Draft) -> Answer<Self>;
}

/// A document with its tag.
pub(super) async fn shown<D: Document>(portal: &Portal, document: D) -> Answer<Response> {
    let version = document.version();
    etag::document(version, &document.view(portal).await?)
}

/// A new document with its tag.
pub(super) async fn created<D: Document>(portal: &Portal, document: D) -> Answer<Response> {
    let mut answer = shown(portal, document).await?;
    *answer.status_mut() = StatusCode::CREATED;
    Ok(answer)
}

/// Answers a `GET`.
pub(super) async fn show<D: Document>(portal: &Portal, by: &Principal, id: D::Id) -> Answer<Response> {
    shown(portal, D::find(portal, by, id).await?).await
}

/// Answers a `POST`.
pub(super) async fn create<D: Creatable>(
    portal: &Portal,
    by: &Principal,
    draft: D::Draft,
) -> Answer<Response> {
    created(portal, D::create(portal, by, draft).await?).await
}

/// Answers a `PUT`.
pub(super) async fn update<D: Document>(
    portal: &Portal,
    by: &Principal,
    id: D::Id,
    version: Result<IfMatch, Problem>,
    draft: D::Draft,
) -> Answer<Response> {
    // Looked for before the version is: what does not exist has none.
    D::find(portal, by, id).await?;
    let IfMatch(version) = version?;
    shown(portal, D::replace(portal, by, id, version, draft).await?).await
}

/// Answers a `DELETE`, which may but need not name a version.
pub(super) async fn delete<D: Document>(
    portal: &Portal,
    by: &Principal,
    id: D::Id,
    headers: &HeaderMap,
    version: Result<IfMatch, Problem>,
) -> Answer<StatusCode> {
    D::find(portal, by, id).await?;
    D::delete(portal, by, id, IfMatch::if_sent(headers, version)?).await?;
    Ok(StatusCode::NO_CONTENT)
}
