//! What handlers are given: ports and the few facts about this installation.
//!
//! The portal and the log-in function are given different things, as types: a handler of one cannot
//! be put into the other, and neither is given anything that reaches a customer's cloud.

use std::sync::Arc;

use axum::extract::FromRef;
use http::{HeaderMap, header};
use jiff::tz::TimeZoneDatabase;
use powerdown_domain::TenantId;
use powerdown_engine::{
    accounts::{LogInDesk, PasswordDesk, SecondFactorDesk, SessionDesk, SignUpDesk, VerifyDesk},
    audit::Anchors,
    bulk::BulkDesk,
    calendars::CalendarDesk,
    clouds::CloudDesk,
    exports::ExportDesk,
    idempotency::CallDesk,
    overrides::OverrideDesk,
    people::{ApiTokenDesk, InviteDesk, JoinDesk, MemberDesk, SettingsDesk},
    ports::{
        AccountStore, ApiTokenStore, AuditStore, CalendarStore, CallStore, Clock, CloudStore, DataKeyStore,
        Entropy, EventBus, ExportStore, InvitationStore, JobQueue, MachineStore, Mailer, MemberStore,
        NewsStore, Notary, ObjectStore, PasswordHasher, RateStore, ScheduleStore, SecurityStore,
        SessionStore, SocketStore, Vault,
    },
    schedules::{ScheduleDesk, StandingDesk},
};

use crate::{border::ORIGIN_SECRET, cursor::Cursors, launch::LaunchLink};

/// The parts of the store that this function uses.
pub trait PortalStore:
    AccountStore
    + ApiTokenStore
    + AuditStore
    + CalendarStore
    + CallStore
    + CloudStore
    + DataKeyStore
    + ExportStore
    + InvitationStore
    + MachineStore
    + NewsStore
    + MemberStore
    + RateStore
    + ScheduleStore
    + SecurityStore
    + SessionStore
    + SocketStore
{
}

impl<T> PortalStore for T where
    T: AccountStore
        + ApiTokenStore
        + AuditStore
        + CalendarStore
        + CallStore
        + CloudStore
        + DataKeyStore
        + ExportStore
        + InvitationStore
        + MachineStore
        + NewsStore
        + MemberStore
        + RateStore
        + ScheduleStore
        + SecurityStore
        + SessionStore
        + SocketStore
{
}

/// What every request needs.
#[derive(Clone)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Base {
    pub store: Arc<dyn PortalStore>,
    pub vault: Arc<dyn Vault>,
    pub bus: Arc<dyn EventBus>,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub zones: TimeZoneDatabase,
    pub site: Arc<Site>,
}

/// Where this installation is found, and whom it lets in.
#[derive(Clone, Default)]
pub struct Site {
    /// The address of the web app, without a slash at the end.
    pub public_url: String,
    /// What CloudFront sends with every request; not checked when absent (one machine, no CloudFront).
    pub origin_secret: Option<String>,
    /// Other sites whose pages may call with an API token. None of them may use a cookie.
    pub cors_origins: Vec<String>,
    /// Limits are a thousand times as high; for load tests, never in production.
    pub load_test: bool,
}

impl Site {
    /// Whether a request came through CloudFront, and so through its firewall.
    pub fn came_through_our_edge(&self, headers: &HeaderMap) -> bool {
        let Some(secret) = &self.origin_secret else { return true };
        headers.get(ORIGIN_SECRET).is_some_and(|sent| {
            aws_lc_rs::constant_time::verify_slices_are_equal(sent.as_bytes(), secret.as_bytes()).is_ok()
        })
    }

    /// Whether a request was made by our own pages, or by no page at all. Browsers say which page it
    /// was; programs say nothing and hold no cookie that a browser would have added for them.
    pub fn came_from_our_pages(&self, headers: &HeaderMap) -> bool {
        match headers.get(header::ORIGIN) {
            Some(origin) => origin.as_bytes() == self.public_url.as_bytes(),
            None => headers
                .get("sec-fetch-site")
                .is_none_or(|site| matches!(site.as_bytes(), b"same-origin" | b"none")),
        }
    }
}

/// What the log-in function's handlers need: the slow routes, which hash passwords.
#[derive(Clone)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Login {
    pub base: Base,
    pub passwords: Arc<dyn PasswordHasher>,
    pub mailer: Arc<dyn Mailer>,
}

/// What the portal's handlers need.
#[derive(Clone)]
#[expect(missing_docs, reason = "the ports are named for what they are")]
pub struct Portal {
    pub base: Base,
    pub jobs: Arc<dyn JobQueue>,
    pub launch: Arc<LaunchLink>,
    /// Where exports are.
    pub exports: Arc<dyn ObjectStore>,
    /// Where anchors of the audit trail are.
    pub anchors: Arc<dyn ObjectStore>,
    /// Verifies anchors.
    pub notary: Arc<dyn Notary>,
}

impl FromRef<Login> for Base {
    fn from_ref(login: &Login) -> Self {
        login.base.clone()
    }
}

impl FromRef<Portal> for Base {
    fn from_ref(portal: &Portal) -> Self {
        portal.base.clone()
    }
}

impl Base {
    /// Writes and reads the cursors of a company's lists.
    pub fn cursors(&self, tenant: TenantId) -> Cursors<'_> {
        Cursors { vault: &*self.vault, tenant }
    }

    /// The ports for refreshing and ending sessions.
    pub fn session_desk(&self) -> SessionDesk<'_> {
        SessionDesk {
            accounts: &*self.store,
            sessions: &*self.store,
            audit: &*self.store,
            bus: &*self.bus,
            clock: &*self.clock,
            entropy: &*self.entropy,
        }
    }

    /// The ports for calls that may be sent twice.
    pub fn call_desk(&self) -> CallDesk<'_> {
        CallDesk { calls: &*self.store, vault: &*self.vault, clock: &*self.clock }
    }

    /// The ports for managing members.
    pub fn member_desk(&self) -> MemberDesk<'_> {
        MemberDesk {
            sessions: self.session_desk(),
            members: &*self.store,
            tokens: &*self.store,
            clouds: &*self.store,
        }
    }

    /// The ports for inviting people.
    pub fn invite_desk(&self) -> InviteDesk<'_> {
        InviteDesk {
            accounts: &*self.store,
            invitations: &*self.store,
            clouds: &*self.store,
            audit: &*self.store,
            vault: &*self.vault,
            clock: &*self.clock,
            entropy: &*self.entropy,
        }
    }

    /// The ports for accepting an invitation.
    pub fn join_desk(&self) -> JoinDesk<'_> {
        JoinDesk {
            accounts: &*self.store,
            invitations: &*self.store,
            audit: &*self.store,
            vault: &*self.vault,
            clock: &*self.clock,
            entropy: &*self.entropy,
        }
    }

    /// The ports for making and ending API tokens.
    pub fn api_token_desk(&self) -> ApiTokenDesk<'_> {
        ApiTokenDesk {
            tokens: &*self.store,
            clouds: &*self.store,
            audit: &*self.store,
            clock: &*self.clock,
            entropy: &*self.entropy,
        }
    }

    /// The ports for changing the company's settings.
    pub fn settings_desk(&self) -> SettingsDesk<'_> {
        SettingsDesk { accounts: &*self.store, audit: &*self.store, clock: &*self.clock, zones: &self.zones }
    }

    /// The ports for proving an address.
    pub fn verify_desk(&self) -> VerifyDesk<'_> {
        VerifyDesk { accounts: &*self.store, audit: &*self.store, clock: &*self.clock }
    }
}

impl Login {
    /// The ports for changing and resetting passwords.
    pub fn password_desk(&self) -> PasswordDesk<'_> {
        PasswordDesk {
            sessions: self.base.session_desk(),
            vault: &*self.base.vault,
            passwords: &*self.passwords,
            mailer: &*self.mailer,
            public_url: &self.base.site.public_url,
        }
    }

    /// The ports for second factors.
    pub fn second_factor_desk(&self) -> SecondFactorDesk<'_> {
        SecondFactorDesk {
            sessions: self.base.session_desk(),
            vault: &*self.base.vault,
            mailer: &*self.mailer,
            public_url: &self.base.site.public_url,
        }
    }

    /// The ports for signing up.
    pub fn sign_up_desk(&self) -> SignUpDesk<'_> {
        SignUpDesk {
            accounts: &*self.base.store,
            audit: &*self.base.store,
            vault: &*self.base.vault,
            passwords: &*self.passwords,
            mailer: &*self.mailer,
            clock: &*self.base.clock,
            entropy: &*self.base.entropy,
            zones: &self.base.zones,
            public_url: &self.base.site.public_url,
        }
    }

    /// The ports for logging in.
    pub fn log_in_desk(&self) -> LogInDesk<'_> {
        LogInDesk {
            sessions: self.base.session_desk(),
            vault: &*self.base.vault,
            passwords: &*self.passwords,
            security: &*self.base.store,
        }
    }
}

impl Portal {
    /// The ports for connecting clouds.
    pub fn cloud_desk(&self) -> CloudDesk<'_> {
        CloudDesk {
            clouds: &*self.base.store,
            audit: &*self.base.store,
            bus: &*self.base.bus,
            vault: &*self.base.vault,
            jobs: &*self.jobs,
            clock: &*self.base.clock,
            entropy: &*self.base.entropy,
        }
    }

    /// The ports for asking the anchors of the audit trail.
    pub fn anchors(&self) -> Anchors<'_> {
        Anchors { objects: &*self.anchors, notary: &*self.notary }
    }

    /// The ports for asking for exports.
    pub fn export_desk(&self) -> ExportDesk<'_> {
        ExportDesk {
            exports: &*self.base.store,
            clouds: &*self.base.store,
            schedules: &*self.base.store,
            audit: &*self.base.store,
            jobs: &*self.jobs,
            clock: &*self.base.clock,
            entropy: &*self.base.entropy,
        }
    }

    /// The ports for writing schedules.
    pub fn schedule_desk(&self) -> ScheduleDesk<'_> {
        ScheduleDesk {
            schedules: &*self.base.store,
            calendars: &*self.base.store,
            machines: &*self.base.store,
            clouds: &*self.base.store,
            audit: &*self.base.store,
            bus: &*self.base.bus,
            jobs: &*self.jobs,
            clock: &*self.base.clock,
            entropy: &*self.base.entropy,
            zones: &self.base.zones,
        }
    }
    /// The ports for writing calendars.
    pub fn calendar_desk(&self) -> CalendarDesk<'_> {
        CalendarDesk {
            calendars: &*self.base.store,
            schedules: &*self.base.store,
            audit: &*self.base.store,
            bus: &*self.base.bus,
            clock: &*self.base.clock,
            entropy: &*self.base.entropy,
            zones: &self.base.zones,
        }
    }

    /// The ports for acting on many machines.
    pub fn bulk_desk(&self) -> BulkDesk<'_> {
        BulkDesk {
            schedules: &*self.base.store,
            machines: &*self.base.store,
            audit: &*self.base.store,
            clock: &*self.base.clock,
        }
    }

    /// The ports for setting overrides.
    pub fn override_desk(&self) -> OverrideDesk<'_> {
        OverrideDesk {
            schedules: &*self.base.store,
            machines: &*self.base.store,
            audit: &*self.base.store,
            bus: &*self.base.bus,
            clock: &*self.base.clock,
        }
    }

    /// The ports for asking what schedules want.
    pub fn standing_desk(&self) -> StandingDesk<'_> {
        StandingDesk { schedules: &*self.base.store, calendars: &*self.base.store, zones: &self.base.zones }
    }
}
