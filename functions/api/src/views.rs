//! What the API shows and takes, as types: the source of the OpenAPI document.

pub mod cloud;
pub mod machine;
pub mod mirrors;
pub mod schedule;
pub mod session;

pub use cloud::{CloudDraft, CloudList, CloudView};
pub use machine::{MachinePage, MachineView};
pub use schedule::{AssignmentRequest, AssignmentResults, ScheduleDraft, ScheduleList, ScheduleView};
pub use session::{SessionView, SocketTicket};
