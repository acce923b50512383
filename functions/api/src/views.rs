//! What the API shows and takes, as types: the source of the OpenAPI document.

pub mod api_token;
pub mod assignment;
pub mod audit;
pub mod bulk;
pub mod calendar;
pub mod cloud;
pub mod credentials;
pub mod explanation;
pub mod export;
pub mod import;
pub mod invitation;
pub mod machine;
pub mod member;
pub mod mirrors;
pub mod overriding;
pub mod page;
pub mod preview;
pub mod schedule;
pub mod security;
pub mod session;
pub mod sessions;
pub mod template;
pub mod tenant;

pub use api_token::{ApiTokenDraft, ApiTokenView, IssuedApiToken};
pub use assignment::{AssignmentRequest, AssignmentResults};
pub use audit::{AuditEntryView, AuditVerificationRequest, AuditVerificationView, AuditWriterView};
pub use calendar::{CalendarDraft, CalendarImportRequest, CalendarImportView, CalendarView};
pub use cloud::{CloudChange, CloudDraft, CloudView, LaunchView};
pub use explanation::ExplanationView;
pub use export::{ExportRequest, ExportView};
pub use import::{ImportRequest, ImportView};
pub use invitation::{
    InvitationAcceptance, InvitationDraft, InvitationPreview, InvitationToken, InvitationView,
};
pub use machine::MachineView;
pub use member::{MemberDraft, MemberView};
pub use overriding::{OverrideDraft, OverrideView};
pub use page::Page;
pub use preview::{PreviewRequest, PreviewView};
pub use schedule::{ScheduleDraft, ScheduleView};
pub use session::{SessionView, SocketTicket};
pub use sessions::OwnSession;
pub use template::TemplateList;
pub use tenant::{TenantDraft, TenantView};
