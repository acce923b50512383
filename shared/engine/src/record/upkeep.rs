//! How far the admin's longer pieces of work have come.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The place where the next run goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The first instant at which the work is to be done, or gone on with.
    pub at: Timestamp,
    /// The position in the walk; `None` for its beginning.
    pub position: Option<String>,
}
