//! People: signing up, proving an address, logging in, staying logged in.
//!
//! Rules:
//! - No answer tells whether an address is known. Known or not, a sign-up hashes a password, sends
//!   one mail and writes to an audit trail, and a log-in checks a password and writes to one.
//! - A secret is stored as its hash, or not at all: links, tickets and refresh tokens are 256 random
//!   bits, of which the store keeps SHA-256.
//! - A session is looked up at every use, so that ending it takes effect at once.

mod change_password;
mod codes;
mod ending;
mod going_over;
mod link;
mod log_in;
pub(crate) mod mails;
mod profile;
mod refresh;
mod reset_password;
mod second_factor;
mod session;
mod sign_up;
mod tickets;
mod verify_email;

pub use change_password::{PasswordDesk, change_password, check_new_password};
pub use codes::RecoveryCodes;
pub use ending::{Ending, end_session, end_sessions, log_out_everywhere, own_sessions};
pub use going_over::go_over;
pub use log_in::{Credentials, LogInDesk, log_in};
pub use profile::{Profile, profile};
pub use refresh::{REPEAT_GRACE, refresh};
pub use reset_password::{RESET_LIFE, ask_reset, confirm_reset};
pub use second_factor::{
    Enrolment, SecondFactorDesk, Standing, begin_second_factor, confirm_second_factor, remove_second_factor,
    renew_recovery_codes, second_factor_standing,
};
pub use session::{
    LoggedIn, RefreshToken, SESSION_LENGTH, SessionDesk, current_session, log_out, log_out_with, standing,
};
pub(crate) use sign_up::checked_zone;
pub use sign_up::{SignUp, SignUpDesk, sign_up};
pub use tickets::{SOCKET_LIFE, SocketTicket, TICKET_LIFE, issue_ticket, redeem_ticket};
pub use verify_email::{LINK_LIFE, VerifyDesk, verify_email};
