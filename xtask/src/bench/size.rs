//! How large the zips are that a deployment uploads.

use anyhow::Result;

use super::figure::Figure;
use crate::{layout, package};

const PEER: &str = "published for one Rust function with one AWS SDK: 11 MB";

/// Of the portal, which carries the web app, and of the scheduler, which carries EC2's SDK.
pub(super) fn measure() -> Result<Vec<Figure>> {
    let budgets = [("api", 4.5), ("scheduler-tick", 6.0)];
    budgets
        .into_iter()
        .map(|(function, most)| {
            let zip = package::zip(function);
            Ok(Figure {
                name: format!("zip of {function}"),
                value: package::megabytes(&zip)?,
                unit: "MB",
                most: Some(most),
                peer: Some(PEER),
                inputs: format!("{}, profile release, MB of 1,000,000 bytes", layout::shown(&zip)),
            })
        })
        .collect()
}
