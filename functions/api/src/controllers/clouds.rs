//! Connected AWS accounts.

pub mod create;
pub mod list;
pub mod show;
pub mod verify;

use powerdown_engine::record::Cloud;

use crate::{problem::Answer, state::Portal, views::CloudView};

async fn view(portal: &Portal, cloud: Cloud) -> Answer<CloudView> {
    Ok(CloudView::of(&*portal.base.vault, &portal.launch, cloud).await?)
}
