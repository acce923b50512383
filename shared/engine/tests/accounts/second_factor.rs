use jiff::SignedDuration;
use powerdown_domain::TenantId;
use powerdown_engine::{
    Refusal,
    accounts::{
        LoggedIn, SecondFactorDesk, Standing, ask_reset, begin_second_factor, confirm_reset,
        confirm_second_factor, remove_second_factor, renew_recovery_codes, second_factor_standing,
    },
    ports::{AccountStore, Clock},
    record::AuditOutcome,
};
use totp_rs::{Builder, Secret};

use super::{PASSWORD, World, address, refusal};

impl World {
    fn factor_desk(&self) -> SecondFactorDesk<'_> {
        SecondFactorDesk {
            sessions: self.session_desk(),
            vault: &self.vault,
            mailer: &self.outbox,
            public_url: "https://powerdown.example",
        }
    }

    /// What Ada's app shows now: it has her seed.
    async fn app(&self, ada: &LoggedIn) -> String {
        let user = self.store.user(ada.session.user).await.unwrap().unwrap();
        let sealed = user.second_factor.expect("a seed").seed;
        let seed = sealed.open(&self.vault, TenantId::SYSTEM, &user.id.to_string()).await.unwrap();
        let totp = Builder::new().with_secret(Secret::new_stack(*seed.expose())).build().unwrap();
        totp.generate(u64::try_from(self.clock.now().as_second()).unwrap()).to_string()
    }

    /// Ada with a second factor; the recovery codes too.
    async fn guarded_ada(&self) -> (LoggedIn, Vec<String>) {
        let ada = self.ada().await;
        begin_second_factor(self.factor_desk(), &ada.session).await.unwrap();
        let code = self.app(&ada).await;
        let codes = confirm_second_factor(self.factor_desk(), &ada.session, &code).await.unwrap();
        let codes: Vec<String> = codes.expose().map(str::to_owned).collect();
        self.outbox.take_mails();
        self.clock.advance(SignedDuration::from_secs(30));
        (ada, codes)
    }
}

#[tokio::test]
async fn a_person_hears_of_each_change_by_mail_and_of_no_secret() {
    let world = World::new();
    let ada = world.ada().await;
    world.outbox.take_mails();
    let desk = world.factor_desk();
    begin_second_factor(desk, &ada.session).await.unwrap();
    assert!(confirm_second_factor(desk, &ada.session, "000000").await.is_err());
    assert!(world.outbox.take_mails().is_empty(), "nothing changed yet");

    let mut codes = vec![world.app(&ada).await];
    let made = confirm_second_factor(desk, &ada.session, &codes[0]).await.unwrap();
    codes.extend(made.expose().map(str::to_owned));
    let mut mails = vec![world.mail()];
    world.clock.advance(SignedDuration::from_secs(30));
    codes.push(world.app(&ada).await);
    let made = renew_recovery_codes(desk, &ada.session, codes.last().unwrap()).await.unwrap();
    codes.extend(made.expose().map(str::to_owned));
    mails.push(world.mail());
    world.clock.advance(SignedDuration::from_secs(30));
    codes.push(world.app(&ada).await);
    remove_second_factor(desk, &ada.session, codes.last().unwrap()).await.unwrap();
    mails.push(world.mail());

    let words = ["is on", "new recovery codes", "is off"];
    for (mail, words) in mails.iter().zip(words) {
        assert_eq!(mail.to, "ada@example.com");
        assert!(mail.subject.ends_with(words), "{}", mail.subject);
        assert!(codes.iter().all(|code| !mail.text.contains(code.as_str())), "{}", mail.text);
    }
}

#[tokio::test]
async fn a_change_stands_when_no_mail_goes_out() {
    let world = World::new();
    let (ada, codes) = world.guarded_ada().await;
    world.outbox.fail_next(1);
    remove_second_factor(world.factor_desk(), &ada.session, &codes[0]).await.unwrap();
    assert_eq!(standing(&world, &ada).await.since, None);
}

async fn standing(world: &World, ada: &LoggedIn) -> Standing {
    second_factor_standing(&world.store, &ada.session).await.unwrap()
}

#[tokio::test]
async fn a_factor_is_on_once_the_app_has_shown_a_code() {
    let world = World::new();
    let ada = world.ada().await;
    let off = Standing { since: None, recovery_codes_left: 0 };
    assert_eq!(standing(&world, &ada).await, off);
    let early = confirm_second_factor(world.factor_desk(), &ada.session, "000000").await;
    assert!(matches!(refusal(early), Refusal::Conflict(_)));

    let first = begin_second_factor(world.factor_desk(), &ada.session).await.unwrap();
    let second = begin_second_factor(world.factor_desk(), &ada.session).await.unwrap();
    assert_ne!(*first.secret, *second.secret);
    assert_eq!(
        *second.uri,
        format!(
            "otpauth://totp/PowerDown:ada%40example.com?secret={}&issuer=PowerDown&algorithm=SHA1&digits=6&period=30",
            *second.secret
        )
    );
    world.log_in("ada@example.com", PASSWORD).await.expect("it is not on yet");
    let wrong = confirm_second_factor(world.factor_desk(), &ada.session, "000000").await;
    assert!(matches!(refusal(wrong), Refusal::Invalid { field, .. } if field == "code"));
    assert_eq!(standing(&world, &ada).await, off);

    let code = world.app(&ada).await;
    let codes = confirm_second_factor(world.factor_desk(), &ada.session, &code).await.unwrap();
    let mut shown: Vec<&str> = codes.expose().collect();
    shown.sort_unstable();
    shown.dedup();
    assert_eq!(shown.len(), 10);
    assert!(shown.iter().all(|code| code.len() == 19 && code.matches('-').count() == 3));
    let on = Standing { since: Some(world.now()), recovery_codes_left: 10 };
    assert_eq!(standing(&world, &ada).await, on);
    let again = begin_second_factor(world.factor_desk(), &ada.session).await;
    assert!(matches!(refusal(again), Refusal::Conflict(_)));
}

#[tokio::test]
async fn a_log_in_needs_a_code_that_works_once() {
    let world = World::new();
    let (ada, _) = world.guarded_ada().await;
    let log_in = async |code| world.log_in_with("ada@example.com", PASSWORD, code).await;
    assert_eq!(refusal(log_in(None).await), Refusal::NeedsCode);
    assert_eq!(refusal(log_in(Some("000000")).await), Refusal::BadCredentials);
    let wrong = world.log_in_with("ada@example.com", "not her password", None).await;
    assert_eq!(refusal(wrong), Refusal::BadCredentials, "a code is asked for behind the password alone");
    let code = world.app(&ada).await;
    log_in(Some(&code)).await.unwrap();
    assert_eq!(refusal(log_in(Some(&code)).await), Refusal::BadCredentials);
    world.clock.advance(SignedDuration::from_secs(30));
    assert_eq!(refusal(log_in(Some(&code)).await), Refusal::BadCredentials, "nor in the next step");
    let next = world.app(&ada).await;
    world.clock.advance(SignedDuration::from_secs(30));
    log_in(Some(&next)).await.expect("a code of the step before, not used yet");
    let details: Vec<_> =
        world.trail(ada.session.tenant).await.into_iter().map(|entry| entry.detail).collect();
    assert!(details.contains(&"the password was right; a code is needed".to_owned()), "{details:?}");
}

#[tokio::test]
async fn of_simultaneous_log_ins_with_one_code_one_wins() {
    let world = World::new();
    let (ada, codes) = world.guarded_ada().await;
    for code in [world.app(&ada).await, codes[0].clone()] {
        let race = (0..20).map(|_| world.log_in_with("ada@example.com", PASSWORD, Some(&code)));
        let outcomes = futures::future::join_all(race).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    }
}

#[tokio::test]
async fn a_recovery_code_works_once_and_can_be_renewed() {
    let world = World::new();
    let (ada, codes) = world.guarded_ada().await;
    let log_in = async |code: &str| world.log_in_with("ada@example.com", PASSWORD, Some(code)).await;
    log_in(&codes[3].to_uppercase()).await.unwrap();
    assert_eq!(refusal(log_in(&codes[3]).await), Refusal::BadCredentials);
    assert_eq!(standing(&world, &ada).await.recovery_codes_left, 9);
    let used = world.trail(ada.session.tenant).await;
    assert!(used.iter().any(|entry| entry.detail == "with a recovery code"));

    let code = world.app(&ada).await;
    let fresh = renew_recovery_codes(world.factor_desk(), &ada.session, &code).await.unwrap();
    assert_eq!(refusal(log_in(&codes[4]).await), Refusal::BadCredentials);
    log_in(fresh.expose().next().unwrap()).await.unwrap();
    let stored = world.store.user(ada.session.user).await.unwrap().unwrap();
    let shown = format!("{stored:?}");
    assert!(fresh.expose().all(|code| !shown.contains(code)), "only hashes are stored");
}

#[tokio::test]
async fn removing_takes_a_code_and_log_ins_need_none_then() {
    let world = World::new();
    let (ada, codes) = world.guarded_ada().await;
    let wrong = remove_second_factor(world.factor_desk(), &ada.session, "000000").await;
    assert!(matches!(refusal(wrong), Refusal::Invalid { .. }));
    let last = world.trail(ada.session.tenant).await.pop().unwrap();
    assert_eq!((last.action.as_str(), last.outcome), ("second-factor.remove", AuditOutcome::Denied));
    remove_second_factor(world.factor_desk(), &ada.session, &codes[0]).await.unwrap();
    world.log_in("ada@example.com", PASSWORD).await.unwrap();
    let again = remove_second_factor(world.factor_desk(), &ada.session, &codes[1]).await;
    assert!(matches!(refusal(again), Refusal::Conflict(_)));
}

#[tokio::test]
async fn a_reset_password_leaves_the_factor_on() {
    let world = World::new();
    let (ada, _) = world.guarded_ada().await;
    ask_reset(world.password_desk(), &address("ada@example.com")).await.unwrap();
    let mail = world.mail().text;
    let token = mail.split_once("token=").unwrap().1.lines().next().unwrap().to_owned();
    let new = powerdown_domain::Password::try_from("quiet turbines at dawn".to_owned()).unwrap();
    confirm_reset(world.password_desk(), &token, &new).await.unwrap();
    let refused = world.log_in("ada@example.com", "quiet turbines at dawn").await;
    assert_eq!(refusal(refused), Refusal::NeedsCode);
    assert_eq!(standing(&world, &ada).await.recovery_codes_left, 10);
}

#[tokio::test]
async fn seeds_and_codes_that_are_not_on_record_are_not_given_out() {
    let world = World::new();
    let ada = world.ada().await;
    world.store.fail_audit(true);
    assert!(begin_second_factor(world.factor_desk(), &ada.session).await.is_err());
    assert_eq!(standing(&world, &ada).await, Standing { since: None, recovery_codes_left: 0 });
    world.store.fail_audit(false);
    begin_second_factor(world.factor_desk(), &ada.session).await.unwrap();

    world.store.fail_audit(true);
    let code = world.app(&ada).await;
    assert!(confirm_second_factor(world.factor_desk(), &ada.session, &code).await.is_err());
    world.store.fail_audit(false);
    // The app works, and with it codes that are known to somebody.
    world.clock.advance(SignedDuration::from_secs(30));
    let code = world.app(&ada).await;
    renew_recovery_codes(world.factor_desk(), &ada.session, &code).await.unwrap();
}
