//! Writing calendars: named lists of days and hours that several schedules share.
//!
//! Calendars and schedules are written apart, so what is checked here may be disturbed by somebody who
//! writes at the same moment. A schedule that then no longer compiles is left alone, and said so.

mod uses;
mod write;

pub use write::{CalendarDesk, CalendarDraft, create, delete, update};
