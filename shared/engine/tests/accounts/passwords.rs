use jiff::SignedDuration;
use powerdown_domain::{Password, TenantId};
use powerdown_engine::{
    Refusal, UseCaseError,
    accounts::{LoggedIn, RESET_LIFE, ask_reset, change_password, confirm_reset, refresh},
    ports::AccountStore,
    record::{AuditOutcome, User},
};

use super::{PASSWORD, World, address, refusal};

const NEW: &str = "quiet turbines at dawn";

fn password(text: &str) -> Password {
    Password::try_from(text.to_owned()).unwrap()
}

async fn change(world: &World, own: &LoggedIn, current: &str, new: &str) -> Result<(), UseCaseError> {
    change_password(world.password_desk(), &own.session, &password(current), &password(new)).await
}

/// Asks for a link; its token.
async fn link(world: &World, email: &str) -> String {
    ask_reset(world.password_desk(), &address(email)).await.unwrap();
    let mail = world.mail();
    assert_eq!(mail.to, email);
    let start = mail.text.find("https://powerdown.example/reset-password?token=").expect("a link");
    mail.text[start..].lines().next().unwrap().split_once("token=").unwrap().1.to_owned()
}

async fn reset(world: &World, token: &str, new: &str) -> Result<(), UseCaseError> {
    confirm_reset(world.password_desk(), token, &password(new)).await
}

fn field(refusal: Refusal) -> String {
    match refusal {
        Refusal::Invalid { field, .. } => field,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn easy_passwords_are_refused_wherever_one_is_set() {
    let world = World::new();
    let ada = world.ada().await;
    let token = link(&world, "ada@example.com").await;
    for easy in ["Password1", "ada@example.com", "analytical engines", "sunshine2026", "qqqqqqqqqqqq"] {
        assert_eq!(field(refusal(world.sign_up("ada@example.com", easy).await)), "password", "{easy}");
        assert_eq!(field(refusal(change(&world, &ada, PASSWORD, easy).await)), "new", "{easy}");
        assert_eq!(field(refusal(reset(&world, &token, easy).await)), "password", "{easy}");
    }
    reset(&world, &token, NEW).await.expect("a refused password does not use the link up");
}

#[tokio::test]
async fn a_changed_password_ends_all_other_sessions() {
    let world = World::new();
    let (own, other) = (world.ada().await, world.log_in("ada@example.com", PASSWORD).await.unwrap());
    change(&world, &own, PASSWORD, NEW).await.unwrap();
    assert_eq!(world.stored(&other.session).await, None);
    assert_eq!(refusal(refresh(world.session_desk(), &other.refresh).await), Refusal::NoSession);
    let own = refresh(world.session_desk(), &own.refresh).await.expect("the one that asked goes on");
    assert_eq!(refusal(world.log_in("ada@example.com", PASSWORD).await), Refusal::BadCredentials);
    world.log_in("ada@example.com", NEW).await.unwrap();
    let mail = world.mail();
    assert_eq!(
        (mail.to.as_str(), mail.subject.as_str()),
        ("ada@example.com", "Your PowerDown password was changed")
    );
    assert!(!mail.text.contains("token="));
    let actions: Vec<_> =
        world.trail(own.session.tenant).await.into_iter().map(|entry| entry.action).collect();
    assert_eq!(
        actions[actions.len() - 4..],
        ["password.change", "session.end", "session.log-in", "session.log-in"]
    );
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it() {
    let world = World::new();
    let ada = world.ada().await;
    assert_eq!(field(refusal(change(&world, &ada, "not her password", NEW).await)), "current");
    let last = world.trail(ada.session.tenant).await.pop().unwrap();
    assert_eq!((last.action.as_str(), last.outcome), ("password.change", AuditOutcome::Denied));
    assert_eq!(field(refusal(change(&world, &ada, PASSWORD, PASSWORD).await)), "new");
    world.log_in("ada@example.com", PASSWORD).await.unwrap();
    assert_eq!(world.outbox.take_mails(), []);
}

#[tokio::test]
async fn a_link_sets_a_new_password_once_and_ends_every_session() {
    let world = World::new();
    let ada = world.ada().await;
    let token = link(&world, "ada@example.com").await;
    reset(&world, &token, NEW).await.unwrap();
    assert_eq!(world.stored(&ada.session).await, None);
    assert_eq!(world.mail().subject, "Your PowerDown password was changed");
    assert_eq!(refusal(reset(&world, &token, "another one of mine").await), Refusal::Expired);
    assert_eq!(refusal(world.log_in("ada@example.com", PASSWORD).await), Refusal::BadCredentials);
    world.log_in("ada@example.com", NEW).await.unwrap();
}

#[tokio::test]
async fn a_link_is_good_for_an_hour_and_for_the_password_of_then() {
    let world = World::new();
    let ada = world.ada().await;
    let (late, stale) = (link(&world, "ada@example.com").await, link(&world, "ada@example.com").await);
    for wrong in ["", "nonsense", "usr_1.x", &format!("{}.{}", ada.session.user, "0".repeat(64))] {
        assert_eq!(refusal(reset(&world, wrong, NEW).await), Refusal::Expired, "{wrong}");
    }
    world.clock.advance(RESET_LIFE);
    assert_eq!(refusal(reset(&world, &late, NEW).await), Refusal::Expired);
    world.clock.advance(-SignedDuration::from_nanos(1));
    change(&world, &ada, PASSWORD, NEW).await.unwrap();
    assert_eq!(refusal(reset(&world, &stale, "another one of mine").await), Refusal::Expired);
}

#[tokio::test]
async fn asking_works_alike_for_every_address() {
    let world = World::new();
    let ada = world.ada().await.session;
    world.sign_up("grace@example.com", PASSWORD).await.unwrap();
    world.mail();
    let mut work = Vec::new();
    for email in ["ada@example.com", "grace@example.com", "nobody@example.com"] {
        let before = (world.store.reads(), world.store.writes());
        ask_reset(world.password_desk(), &address(email)).await.unwrap();
        let after = (world.store.reads(), world.store.writes());
        let mail = world.mail();
        assert_eq!(mail.to, email);
        assert_eq!(mail.text.contains("token="), email.starts_with("ada"), "{email}");
        work.push((after.0 - before.0, after.1 - before.1));
    }
    assert_eq!(work, vec![work[0]; 3]);
    assert_eq!(world.trail(ada.tenant).await.pop().unwrap().action, "password.ask-reset");
    assert_eq!(world.trail(TenantId::SYSTEM).await.pop().unwrap().detail, "unknown or unverified address");
}

#[tokio::test]
async fn a_log_in_with_the_old_password_at_that_moment_starts_nothing() {
    let world = World::new();
    let ada = world.ada().await;
    let read = world.store.user(ada.session.user).await.unwrap().unwrap();
    // Somebody's log-in has checked the old password, and is about to start.
    change(&world, &ada, PASSWORD, NEW).await.unwrap();
    let late = powerdown_engine::record::Session { rev: 0, epoch: read.epoch, ..ada.session.clone() };
    let late =
        powerdown_engine::record::Session { id: powerdown_domain::SessionId::from_parts(9, 9), ..late };
    use powerdown_engine::ports::SessionStore;
    assert!(world.store.create_session(&late, read.rev).await.is_err());
    let User { epoch, .. } = world.store.user(ada.session.user).await.unwrap().unwrap();
    assert_eq!(epoch, read.epoch + 1);
}
