use jiff::SignedDuration;
use powerdown_domain::{Name, Reach};
use powerdown_engine::{
    Refusal,
    accounts::{LINK_LIFE, SignUp, sign_up, standing},
    record::{AuditOutcome, Role},
};

use super::{PASSWORD, World, address, refusal, token};

#[tokio::test]
async fn a_company_signs_up_proves_its_address_and_logs_in_as_owner() {
    let world = World::new();
    world.sign_up("Ada@Example.com", PASSWORD).await.unwrap();
    let mail = world.mail();
    assert_eq!(mail.to, "ada@example.com");
    assert_eq!(refusal(world.log_in("ada@example.com", PASSWORD).await), Refusal::BadCredentials);
    world.verify(&token(&mail)).await.unwrap();
    let session = world.log_in("ada@example.com", PASSWORD).await.unwrap().session;
    let (_, principal) = standing(&world.store, &world.store, session.id, world.now()).await.unwrap();
    assert_eq!((principal.role(), principal.reach()), (Role::Owner, &Reach::Everything));
    let actions: Vec<String> = world.trail(session.tenant).await.into_iter().map(|e| e.action).collect();
    assert_eq!(actions, ["account.sign-up", "session.log-in", "account.verify-email", "session.log-in"]);
}

#[tokio::test]
async fn a_known_address_gets_the_same_answer_and_a_different_mail() {
    let world = World::new();
    let ada = world.ada().await.session;
    world.sign_up("ada@example.com", "another password").await.unwrap();
    let mail = world.mail();
    assert_eq!(mail.to, "ada@example.com");
    assert!(mail.subject.contains("already"), "{}", mail.subject);
    assert!(!mail.text.contains("token="), "{}", mail.text);
    world.log_in("ada@example.com", PASSWORD).await.unwrap();
    assert_eq!(refusal(world.log_in("ada@example.com", "another password").await), Refusal::BadCredentials);
    let trail = world.trail(ada.tenant).await;
    assert!(trail.iter().any(|e| e.action == "account.sign-up" && e.outcome == AuditOutcome::Denied));
}

#[tokio::test]
async fn a_link_works_once_and_for_a_day() {
    let world = World::new();
    world.sign_up("ada@example.com", PASSWORD).await.unwrap();
    let link = token(&world.mail());
    for wrong in ["", "x", "usr_1.2", &link.replace(&link[40..44], "0000"), &format!("{link}0")] {
        assert_eq!(refusal(world.verify(wrong).await), Refusal::Expired, "{wrong}");
    }
    world.verify(&link).await.unwrap();
    assert_eq!(refusal(world.verify(&link).await), Refusal::Expired);

    world.sign_up("grace@example.com", PASSWORD).await.unwrap();
    let late = token(&world.mail());
    world.clock.advance(LINK_LIFE);
    assert_eq!(refusal(world.verify(&late).await), Refusal::Expired);
    // Signing up again is how to get a fresh link.
    world.sign_up("grace@example.com", PASSWORD).await.unwrap();
    world.clock.advance(LINK_LIFE - SignedDuration::from_secs(1));
    world.verify(&token(&world.mail())).await.unwrap();
    world.log_in("grace@example.com", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn a_link_confirms_only_the_password_it_was_sent_for() {
    let world = World::new();
    world.sign_up("ada@example.com", "typed by a stranger").await.unwrap();
    let strangers = token(&world.mail());
    world.sign_up("ada@example.com", PASSWORD).await.unwrap();
    let adas = token(&world.mail());
    assert_eq!(refusal(world.verify(&strangers).await), Refusal::Expired);
    world.verify(&adas).await.unwrap();
    world.log_in("ada@example.com", PASSWORD).await.unwrap();
    let stranger = world.log_in("ada@example.com", "typed by a stranger").await;
    assert_eq!(refusal(stranger), Refusal::BadCredentials);
}

#[tokio::test]
async fn a_mail_that_was_not_sent_is_healed_by_signing_up_again() {
    let world = World::new();
    world.outbox.fail_next(1);
    assert!(world.sign_up("ada@example.com", PASSWORD).await.is_err());
    world.sign_up("ada@example.com", PASSWORD).await.unwrap();
    world.verify(&token(&world.mail())).await.unwrap();
    world.log_in("ada@example.com", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn a_password_is_hashed_and_one_mail_sent_whether_the_address_is_known_or_not() {
    let world = World::new();
    for step in ["unknown", "known, not verified", "known and verified"] {
        let before = salts(&world).await;
        world.sign_up("ada@example.com", PASSWORD).await.unwrap();
        assert_eq!(salts(&world).await, before + 2, "{step}: one for the sign-up, one for this look");
        let mail = world.mail();
        if step == "known, not verified" {
            world.verify(&token(&mail)).await.unwrap();
        }
    }
}

/// The fake hasher counts its salts; hashing once shows how far it is.
async fn salts(world: &World) -> u64 {
    use powerdown_engine::ports::PasswordHasher;
    let password = PASSWORD.to_owned().try_into().unwrap();
    world.passwords.hash(&password).await.unwrap().0.split('$').nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn an_unknown_zone_is_refused_before_anything_is_written() {
    let world = World::new();
    let request = SignUp {
        company: Name::try_from("Engines".to_owned()).unwrap(),
        email: address("ada@example.com"),
        password: PASSWORD.to_owned().try_into().unwrap(),
        zone: Some("Europe/Londn".to_owned()),
    };
    let refused = refusal(sign_up(world.sign_up_desk(), request).await);
    assert!(matches!(refused, Refusal::Invalid { field, .. } if field == "time_zone"));
    assert_eq!(world.store.writes(), 0);
    assert!(world.outbox.take_mails().is_empty());
}

#[tokio::test]
async fn simultaneous_sign_ups_of_one_address_leave_one_account() {
    let world = World::new();
    let (one, other) = tokio::join!(
        world.sign_up("ada@example.com", "the first password"),
        world.sign_up("ada@example.com", "the second password"),
    );
    one.unwrap();
    other.unwrap();
    let mut verified = 0;
    for mail in world.outbox.take_mails() {
        verified += usize::from(world.verify(&token(&mail)).await.is_ok());
    }
    assert_eq!(verified, 1);
}
