//! Exports: a list as a file, made by a job, a part at a time.
//!
//! - A part is written from where the part before ended, and is on record before the next one begins:
//!   a job that dies is delivered again and writes the same part again.
//! - A lease keeps two deliveries of one job from writing at once; whoever finds it taken leaves.
//! - A file is narrowed to what its owner reached when they asked, is theirs alone, and is gone, with
//!   its record, a day later.

mod ask;
mod rows;
mod text;
mod work;

pub use ask::{ExportDesk, LIFE, LINK_LIFE, MAX_UNFINISHED, STALLED, create, link, shown_state};
pub use work::{ExportError, Exporter, Worked, work};
