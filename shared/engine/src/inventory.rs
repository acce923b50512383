//! The inventory: truth from events, checked by listings.
//!
//! Both end in [`powerdown_domain::machine::Machine::observe`], the one rule of what counts as newer.
//! A machine seen for the first time is matched with the tenant's selectors at once, and the schedule
//! it then follows is looked at by the next tick.

mod by_hand;
mod change;
mod event;
mod matching;
mod news;
mod rematch;
mod scan;

pub use event::{CloudEvent, CloudEventKind, EventDesk, EventOutcome, apply_event};
pub use matching::matched;
pub use news::publish_changes;
pub use rematch::{Rematcher, rematch};
pub use scan::{ScanError, ScanReport, Scanner, scan};

pub(crate) use change::change_machine;
pub(crate) use matching::reassign;
