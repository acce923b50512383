use jiff::SignedDuration;
use powerdown_domain::TenantId;
use powerdown_engine::{
    Refusal,
    accounts::{RefreshToken, SESSION_LENGTH, current_session, log_out, log_out_with, profile},
    record::AuditOutcome,
};

use super::{PASSWORD, World, refusal};

#[tokio::test]
async fn every_refused_log_in_answers_and_works_alike() {
    let world = World::new();
    world.ada().await;
    world.sign_up("grace@example.com", PASSWORD).await.unwrap();
    let mut work = Vec::new();
    for (email, password) in [
        ("nobody@example.com", PASSWORD),
        ("ada@example.com", "not her password"),
        ("grace@example.com", PASSWORD),
    ] {
        let before = (world.passwords.checks(), world.store.reads(), world.store.writes());
        assert_eq!(refusal(world.log_in(email, password).await), Refusal::BadCredentials);
        let after = (world.passwords.checks(), world.store.reads(), world.store.writes());
        assert_eq!(world.outbox.take_events().len(), 1, "each is told to the bus");
        work.push((after.0 - before.0, after.1 - before.1, after.2 - before.2));
    }
    assert_eq!(work, vec![work[0]; 3]);
    assert_eq!(work[0].0, 1, "each checks one password");
}

#[tokio::test]
async fn refused_log_ins_are_in_the_trail_of_those_they_concern() {
    let world = World::new();
    let ada = world.ada().await.session;
    let _ = world.log_in("ada@example.com", "not her password").await;
    let _ = world.log_in("nobody@example.com", PASSWORD).await;
    let last = world.trail(ada.tenant).await.pop().unwrap();
    assert_eq!((last.action.as_str(), last.outcome), ("session.log-in", AuditOutcome::Denied));
    assert_eq!(last.detail, "wrong password");
    let system = world.trail(TenantId::SYSTEM).await.pop().unwrap();
    assert_eq!(system.detail, "unknown address");
    assert!(!format!("{system:?}").contains("example.com"));
}

#[tokio::test]
async fn a_session_ends_at_log_out_and_after_thirty_days() {
    let world = World::new();
    let ada = world.ada().await.session;
    current_session(&world.store, ada.id, world.now()).await.unwrap();
    let profile = profile(&world.store, &world.vault, &ada).await.unwrap();
    assert_eq!(profile.email.expose(), "ada@example.com");
    assert_eq!(profile.tenant.zone, "Europe/London");
    log_out(world.session_desk(), &ada).await.unwrap();
    assert_eq!(refusal(current_session(&world.store, ada.id, world.now()).await), Refusal::NoSession);

    let again = world.log_in("ada@example.com", PASSWORD).await.unwrap().session;
    world.clock.advance(SESSION_LENGTH - SignedDuration::from_nanos(1));
    current_session(&world.store, again.id, world.now()).await.unwrap();
    world.clock.advance(SignedDuration::from_nanos(1));
    assert_eq!(refusal(current_session(&world.store, again.id, world.now()).await), Refusal::NoSession);
}

#[tokio::test]
async fn a_refresh_token_ends_its_session_too() {
    let world = World::new();
    let ada = world.ada().await;
    for wrong in ["", "nonsense", &format!("{}.{}", ada.session.id, "0".repeat(64))] {
        log_out_with(world.session_desk(), &RefreshToken::presented(wrong)).await.unwrap();
        assert!(world.stored(&ada.session).await.is_some(), "{wrong}");
    }
    log_out_with(world.session_desk(), &ada.refresh).await.unwrap();
    assert!(world.stored(&ada.session).await.is_none());
    log_out_with(world.session_desk(), &ada.refresh).await.unwrap();
}

#[tokio::test]
async fn tokens_are_stored_as_hashes_and_not_shown() {
    let world = World::new();
    let ada = world.ada().await;
    let stored = world.stored(&ada.session).await.unwrap();
    let secret = ada.refresh.expose().split_once('.').unwrap().1.to_owned();
    assert!(!format!("{stored:?}").contains(&secret));
    assert_eq!(format!("{:?}", ada.refresh), "RefreshToken(redacted)");
}
