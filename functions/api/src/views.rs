//! What the API shows and takes, as types: the source of the OpenAPI document.

pub mod assignment;
pub mod audit;
pub mod calendar;
pub mod cloud;
pub mod explanation;
pub mod import;
pub mod machine;
pub mod mirrors;
pub mod overriding;
pub mod preview;
pub mod schedule;
pub mod session;
pub mod template;

pub use assignment::{AssignmentRequest, AssignmentResults};
pub use audit::{
    AuditEntryPage, AuditEntryView, AuditVerificationRequest, AuditVerificationView, AuditWriterPage,
    AuditWriterView,
};
pub use calendar::{CalendarDraft, CalendarImportRequest, CalendarImportView, CalendarList, CalendarView};
pub use cloud::{CloudDraft, CloudList, CloudView};
pub use explanation::ExplanationView;
pub use import::{ImportRequest, ImportView};
pub use machine::{MachinePage, MachineView};
pub use overriding::{OverrideDraft, OverrideView};
pub use preview::{PreviewRequest, PreviewView};
pub use schedule::{ScheduleDraft, ScheduleList, ScheduleView};
pub use session::{SessionView, SocketTicket};
pub use template::TemplateList;
