//! The words of our mails. Nothing a stranger typed stands in them: a sign-up form must not be a way
//! to send somebody a text of one's own.

use powerdown_domain::EmailAddress;

use crate::ports::{Mail, Mailer};

pub(crate) struct Words {
    pub(crate) subject: &'static str,
    pub(crate) text: String,
}

/// Tells a person of a change that stands, whether or not the mail goes out.
pub(super) async fn send(mailer: &dyn Mailer, to: &EmailAddress, words: &Words) {
    let mail = Mail { to, subject: words.subject, text: &words.text };
    if let Err(error) = mailer.send(mail).await {
        let error: &dyn std::error::Error = &error;
        tracing::warn!(error, subject = words.subject, "a person could not be told of a change");
    }
}

pub(super) fn verify(link: &str) -> Words {
    Words {
        subject: "Confirm your e-mail address for PowerDown",
        text: format!(
            "Somebody signed up for PowerDown with this address a moment ago. If it was you, confirm the address within 24 hours:\n\n{link}\n\nIf it was not you, do nothing: without this link the account cannot be used.\n"
        ),
    }
}

pub(super) fn already_signed_up(public_url: &str) -> Words {
    Words {
        subject: "You already have a PowerDown account",
        text: format!(
            "Somebody tried to sign up for PowerDown with this address a moment ago. You have an account already. If it was you, log in:\n\n{public_url}/login\n\nIf it was not you, do nothing: your account is as it was.\n"
        ),
    }
}

/// The company is not named: its name is a stranger's text, and the page behind the link says it.
pub(crate) fn invitation(link: &str) -> Words {
    Words {
        subject: "You are invited to PowerDown",
        text: format!(
            "Somebody invited you to join their company at PowerDown. To see which company it is, and to accept within seven days:\n\n{link}\n\nIf you do not want to join, do nothing.\n"
        ),
    }
}

pub(super) fn reset(link: &str) -> Words {
    Words {
        subject: "Set a new password for PowerDown",
        text: format!(
            "Somebody asked for a new password for your PowerDown account a moment ago. If it was you, set one within an hour:\n\n{link}\n\nIf it was not you, do nothing: your password is as it was.\n"
        ),
    }
}

pub(super) fn no_account(public_url: &str) -> Words {
    Words {
        subject: "No PowerDown account with this address",
        text: format!(
            "Somebody asked for a new password for PowerDown with this address a moment ago. There is no account with it, or it was never confirmed. If it was you, try the address that you signed up with, or sign up:\n\n{public_url}/sign-up\n\nIf it was not you, do nothing.\n"
        ),
    }
}

pub(super) fn password_changed(public_url: &str) -> Words {
    Words {
        subject: "Your PowerDown password was changed",
        text: format!(
            "The password of your PowerDown account was changed a moment ago, and all other sessions were ended. If it was not you, set a new one at once:\n\n{public_url}/forgot-password\n"
        ),
    }
}

pub(super) fn second_factor_on(public_url: &str) -> Words {
    Words {
        subject: "The second factor of your PowerDown account is on",
        text: format!(
            "The second factor of your PowerDown account was switched on a moment ago: from now on, logging in takes a code of your app, or a recovery code. If it was not you, somebody else is in your account. Set a new password at once, which ends all sessions:\n\n{public_url}/forgot-password\n"
        ),
    }
}

pub(super) fn second_factor_off(public_url: &str) -> Words {
    Words {
        subject: "The second factor of your PowerDown account is off",
        text: format!(
            "The second factor of your PowerDown account was switched off a moment ago: the password alone is enough to log in. If it was not you, set a new password at once, which ends all sessions, and switch the second factor on again:\n\n{public_url}/forgot-password\n"
        ),
    }
}

pub(super) fn recovery_codes_renewed(public_url: &str) -> Words {
    Words {
        subject: "Your PowerDown account has new recovery codes",
        text: format!(
            "New recovery codes were made for your PowerDown account a moment ago; the ones before work no more. If it was not you, set a new password at once, which ends all sessions, and make new codes again:\n\n{public_url}/forgot-password\n"
        ),
    }
}
