//! Reading keys back, where a Query or an index gave them. Each part answers [`MalformedKey`] for a key
//! of another kind.

use powerdown_domain::{
    ApiTokenId, CalendarId, CloudId, ExportId, InstanceId, InvitationId, MachineId, Region, ScheduleId,
    SessionHandle, SessionId, TenantId, UserId,
};
use powerdown_engine::{
    ports::{Due, Purpose},
    record::{SecurityEventPlace, Writer},
};

use super::Key;

/// A key that is not of the form its entity has.
#[derive(Debug, thiserror::Error)]
#[error("the key {} / {} is not of its entity's form", .0.pk, .0.sk)]
pub(crate) struct MalformedKey(pub(crate) Key);

impl Key {
    fn read<T>(&self, parsed: Option<T>) -> Result<T, MalformedKey> {
        parsed.ok_or_else(|| MalformedKey(self.clone()))
    }

    /// The tenant of anything in the tenant's own partition.
    pub(crate) fn tenant_of(&self) -> Result<TenantId, MalformedKey> {
        self.read(self.pk.strip_prefix("t#").and_then(|id| id.parse().ok()))
    }

    pub(crate) fn cloud_of(&self) -> Result<CloudId, MalformedKey> {
        self.read(self.sk.strip_prefix("cloud#").and_then(|id| id.parse().ok()))
    }

    pub(crate) fn leaving_of(&self) -> Result<CloudId, MalformedKey> {
        self.read(self.sk.strip_prefix("leaving#").and_then(|id| id.parse().ok()))
    }

    pub(crate) fn schedule_of(&self) -> Result<ScheduleId, MalformedKey> {
        self.read(self.sk.strip_prefix("schedule#").and_then(|id| id.parse().ok()))
    }

    pub(crate) fn calendar_of(&self) -> Result<CalendarId, MalformedKey> {
        self.read(self.sk.strip_prefix("calendar#").and_then(|id| id.parse().ok()))
    }

    pub(crate) fn member_of(&self) -> Result<UserId, MalformedKey> {
        self.read(self.sk.strip_prefix("member#").and_then(|id| id.parse().ok()))
    }

    pub(crate) fn invitation_of(&self) -> Result<InvitationId, MalformedKey> {
        self.read(self.sk.strip_prefix("invitation#").and_then(|id| id.parse().ok()))
    }

    pub(crate) fn api_token_of(&self) -> Result<ApiTokenId, MalformedKey> {
        self.read(self.sk.strip_prefix("api-token#").and_then(|id| id.parse().ok()))
    }

    pub(crate) fn target_of(&self) -> Result<(CloudId, Region), MalformedKey> {
        let parse = || {
            let (_, place) = self.sk.strip_prefix("target#")?.split_once('#')?;
            let (cloud, region) = place.split_once('#')?;
            Some((cloud.parse().ok()?, region.parse().ok()?))
        };
        self.read(parse())
    }

    pub(crate) fn export_of(&self) -> Result<ExportId, MalformedKey> {
        let id = self.sk.strip_prefix("export#").and_then(|rest| rest.split_once('#'));
        self.read(id.and_then(|(_, id)| id.parse().ok()))
    }

    pub(crate) fn writer_of(&self) -> Result<Writer, MalformedKey> {
        self.read(self.sk.strip_prefix("audit-head#").and_then(|writer| writer.parse().ok()))
    }

    pub(crate) fn connection_of(&self) -> Result<String, MalformedKey> {
        self.read(self.sk.strip_prefix("socket#").map(str::to_owned))
    }

    pub(crate) fn instance_of(&self) -> Result<InstanceId, MalformedKey> {
        self.read(self.sk.strip_prefix("res#").and_then(|id| id.parse().ok()))
    }

    pub(crate) fn machine_of(&self) -> Result<(TenantId, MachineId), MalformedKey> {
        let parse = || {
            let (tenant, place) = self.pk.strip_prefix("t#")?.split_once('#')?;
            let (cloud, region) = place.split_once('#')?;
            let (cloud, region) = (cloud.parse().ok()?, region.parse().ok()?);
            Some((tenant.parse().ok()?, MachineId { cloud, region, instance: self.instance_of().ok()? }))
        };
        self.read(parse())
    }

    pub(crate) fn session_of(&self) -> Result<SessionId, MalformedKey> {
        self.read(self.pk.strip_prefix("session#").and_then(|id| id.parse().ok()))
    }

    pub(crate) fn security_event_of(&self) -> Result<SecurityEventPlace, MalformedKey> {
        self.read(SecurityEventPlace::of_key(&self.sk))
    }

    pub(crate) fn user_of(&self) -> Result<UserId, MalformedKey> {
        self.read(self.pk.strip_prefix("user#").and_then(|id| id.parse().ok()))
    }

    pub(crate) fn data_key_of(&self) -> Result<(TenantId, Purpose, u32), MalformedKey> {
        let parse = || {
            let (tenant, purpose) = self.pk.strip_prefix("k#")?.split_once('#')?;
            let purpose = Purpose::ALL.into_iter().find(|known| known.as_str() == purpose)?;
            Some((tenant.parse().ok()?, purpose, self.number_of().ok()?))
        };
        self.read(parse())
    }

    pub(crate) fn handle_of(&self) -> Result<SessionHandle, MalformedKey> {
        self.read(self.sk.strip_prefix("session#").and_then(|id| id.parse().ok()))
    }

    pub(crate) fn number_of<T: std::str::FromStr>(&self) -> Result<T, MalformedKey> {
        self.read(self.sk.parse().ok())
    }

    /// What kind of thing is due, by the form of its key.
    pub(crate) fn due_of(&self) -> Result<Due, MalformedKey> {
        if self.sk.starts_with("schedule#") {
            return Ok(Due::Schedule(self.tenant_of()?, self.schedule_of()?));
        }
        if self.sk.starts_with("cloud#") {
            return Ok(Due::Cloud(self.tenant_of()?, self.cloud_of()?));
        }
        if self.sk.starts_with("leaving#") {
            return Ok(Due::Leaving(self.tenant_of()?, self.leaving_of()?));
        }
        self.machine_of().map(|(tenant, id)| Due::Machine(tenant, id))
    }
}
