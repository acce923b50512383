//! Accounts against the fakes: sign-up, verification, log-in, refresh, log-out and socket tickets.

mod ending;
mod log_in;
mod passwords;
mod refresh;
mod second_factor;
mod sign_up;
mod tickets;

use std::sync::Arc;

use jiff::{Timestamp, civil::Date, tz::TimeZoneDatabase};
use powerdown_domain::{EmailAddress, Name, Password, TenantId};
use powerdown_engine::{
    Refusal, UseCaseError,
    accounts::{
        Credentials, LogInDesk, LoggedIn, PasswordDesk, SessionDesk, SignUp, SignUpDesk, VerifyDesk, log_in,
        sign_up, verify_email,
    },
    ports::{AuditStore, Clock},
    record::{AuditEntry, Session, SourceHash, Writer},
};
use powerdown_testkit::{
    ambient::{ManualClock, SeededEntropy},
    messages::{Outbox, SentMail},
    passwords::FakePasswords,
    store::MemoryStore,
    vault::FakeVault,
};

/// Everything accounts need, as fakes.
struct World {
    store: MemoryStore,
    vault: FakeVault,
    passwords: FakePasswords,
    outbox: Outbox,
    clock: Arc<ManualClock>,
    entropy: SeededEntropy,
    zones: TimeZoneDatabase,
}

const PASSWORD: &str = "correct horse battery";

impl World {
    fn new() -> Self {
        let clock = Arc::new(ManualClock::at("2026-03-02T08:00:00Z"));
        Self {
            store: MemoryStore::new(),
            vault: FakeVault::new(),
            passwords: FakePasswords::new(),
            outbox: Outbox::new(clock.clone()),
            clock,
            entropy: SeededEntropy::new(1),
            zones: TimeZoneDatabase::bundled(),
        }
    }

    fn sign_up_desk(&self) -> SignUpDesk<'_> {
        SignUpDesk {
            accounts: &self.store,
            audit: &self.store,
            vault: &self.vault,
            passwords: &self.passwords,
            mailer: &self.outbox,
            clock: &*self.clock,
            entropy: &self.entropy,
            zones: &self.zones,
            public_url: "https://powerdown.example",
        }
    }

    fn session_desk(&self) -> SessionDesk<'_> {
        SessionDesk {
            accounts: &self.store,
            sessions: &self.store,
            audit: &self.store,
            bus: &self.outbox,
            clock: &*self.clock,
            entropy: &self.entropy,
        }
    }

    async fn sign_up(&self, email: &str, password: &str) -> Result<(), UseCaseError> {
        let request = SignUp {
            company: Name::try_from("Analytical Engines".to_owned()).unwrap(),
            email: address(email),
            password: Password::try_from(password.to_owned()).unwrap(),
            zone: Some("Europe/London".to_owned()),
        };
        sign_up(self.sign_up_desk(), request).await
    }

    /// The only mail since the last look.
    fn mail(&self) -> SentMail {
        let mut mails = self.outbox.take_mails();
        assert_eq!(mails.len(), 1, "{mails:?}");
        mails.remove(0)
    }

    async fn verify(&self, token: &str) -> Result<(), UseCaseError> {
        let desk = VerifyDesk { accounts: &self.store, audit: &self.store, clock: &*self.clock };
        verify_email(desk, token).await
    }

    async fn log_in(&self, email: &str, password: &str) -> Result<LoggedIn, UseCaseError> {
        self.log_in_with(email, password, None).await
    }

    async fn log_in_with(
        &self,
        email: &str,
        password: &str,
        code: Option<&str>,
    ) -> Result<LoggedIn, UseCaseError> {
        let desk = LogInDesk {
            sessions: self.session_desk(),
            vault: &self.vault,
            passwords: &self.passwords,
            security: &self.store,
        };
        let source = SourceHash("here".to_owned());
        let password = Password::try_from(password.to_owned()).unwrap();
        log_in(
            desk,
            Credentials {
                email: address(email),
                password,
                code: code.map(str::to_owned),
                agent: None,
                source,
            },
        )
        .await
    }

    fn password_desk(&self) -> PasswordDesk<'_> {
        PasswordDesk {
            sessions: self.session_desk(),
            vault: &self.vault,
            passwords: &self.passwords,
            mailer: &self.outbox,
            public_url: "https://powerdown.example",
        }
    }

    /// A verified owner, logged in.
    async fn ada(&self) -> LoggedIn {
        self.sign_up("ada@example.com", PASSWORD).await.unwrap();
        self.verify(&token(&self.mail())).await.unwrap();
        self.log_in("ada@example.com", PASSWORD).await.unwrap()
    }

    async fn trail(&self, tenant: TenantId) -> Vec<AuditEntry> {
        let month: Date = "2026-03-01".parse().unwrap();
        self.store.audit_entries(tenant, &Writer::Portal, month, None, 100).await.unwrap().items
    }

    async fn stored(&self, session: &Session) -> Option<Session> {
        use powerdown_engine::ports::SessionStore;
        self.store.session(session.id).await.unwrap()
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

fn address(text: &str) -> EmailAddress {
    EmailAddress::try_from(text.to_owned()).unwrap()
}

/// The token in a verification mail's link.
fn token(mail: &SentMail) -> String {
    let link = mail.text.lines().find(|line| line.starts_with("https://")).expect("a link");
    link.strip_prefix("https://powerdown.example/verify-email?token=").expect("our link").to_owned()
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, UseCaseError>) -> Refusal {
    match outcome {
        Err(UseCaseError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}
