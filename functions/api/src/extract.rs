//! What handlers ask of a request: who is asking, which thing, and what else.

mod id;
mod if_match;
mod query;
mod session;

pub use id::{Id, Resource};
pub use if_match::IfMatch;
pub use query::{Query, in_known_years};
pub use session::{Admin, CloudAdmin, Operator, Owner, SignedIn, Viewer, require, whole};
