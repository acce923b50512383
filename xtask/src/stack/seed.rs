//! The demo company. The work is local/seed.py's, which drives our own API as a browser would.

use anyhow::Result;

use super::{Login, Stack};
use crate::tools::Venv;
use crate::{layout, run, say};

/// Whoever wants to look around. The password is no secret: the stack listens on this machine only.
pub(super) fn login() -> Login {
    Login { email: "demo@powerdown.example".to_owned(), password: "let-the-machines-sleep".to_owned() }
}

impl Stack {
    /// Make the demo company, unless it exists.
    pub(super) fn seed(&self) -> Result<()> {
        let login = login();
        let step = say::step("seeding the demo company");
        let mut seed = run::command(Venv::Emulators.program("python"));
        seed.env("PYTHONPYCACHEPREFIX", layout::local().join("pycache"))
            .arg("local/seed.py")
            .args(["--url", &self.url(), "--aws", &self.aws(), "--clouds", &self.clouds()])
            .args(["--email", &login.email, "--password", &login.password]);
        if self.name == super::BENCH.name {
            seed.args(["--farm", "40"]);
        }
        say::note(run::quiet(&mut seed)?.trim().replace('\n', "\n  "));
        step.done();
        Ok(())
    }
}
