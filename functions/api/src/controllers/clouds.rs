//! Connected AWS accounts.

pub mod create;
pub mod delete;
pub mod launch;
pub mod list;
pub mod show;
pub mod update;
pub mod verify;

use powerdown_domain::CloudId;
use powerdown_engine::{
    clouds,
    record::{Cloud, Principal},
};

use super::document::Document;
use crate::{
    extract::Resource,
    problem::{Answer, Problem},
    state::Portal,
    views::CloudView,
};

impl Document for Cloud {
    type Id = CloudId;
    type Draft = clouds::ChangeCloud;
    type View = CloudView;

    async fn find(portal: &Portal, by: &Principal, id: CloudId) -> Answer<Self> {
        let cloud = portal.base.store.cloud(by.tenant(), id).await?;
        let cloud = cloud.filter(|cloud| by.covers_cloud(cloud.id));
        cloud.ok_or_else(|| Problem::not_found(CloudId::WHAT))
    }

    async fn replace(
        portal: &Portal,
        by: &Principal,
        id: CloudId,
        version: u64,
        draft: Self::Draft,
    ) -> Answer<Self> {
        Ok(clouds::update(portal.cloud_desk(), by.tenant(), &by.actor(), id, version, draft).await?)
    }

    async fn delete(portal: &Portal, by: &Principal, id: CloudId, version: Option<u64>) -> Answer<()> {
        Ok(clouds::delete(portal.cloud_desk(), by.tenant(), &by.actor(), id, version).await?)
    }

    fn version(&self) -> u64 {
        self.rev
    }

    async fn view(self, _: &Portal) -> Answer<CloudView> {
        Ok(self.into())
    }
}
