//! Errors in the log: once, at the border, with everything that led to them.

use std::error::Error;

/// An error and its sources in one line, outermost first: `the store failed: the database failed to
/// put a machine: timeout`. A source whose words its parent already said is left out.
pub fn chain(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let words = error.to_string();
        if !line.ends_with(&words) {
            line.push_str(": ");
            line.push_str(&words);
        }
        source = error.source();
    }
    line
}

/// Ends an invocation with an error: logs it here, once, with everything that led to it, and gives
/// the runtime a line for the caller, who is AWS and delivers the event again.
pub fn failed(error: impl Error) -> Box<dyn Error + Send + Sync> {
    let line = chain(&error);
    tracing::error!(error = line, "the invocation failed");
    line.into()
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::chain;

    #[derive(Debug, thiserror::Error)]
    #[error("the store failed")]
    struct Outer(#[source] Middle);

    #[derive(Debug, thiserror::Error)]
    #[error(transparent)]
    struct Middle(#[from] io::Error);

    #[test]
    fn sources_follow_and_are_not_repeated() {
        let error = Outer(Middle(io::Error::other("timeout")));
        assert_eq!(chain(&error), "the store failed: timeout");
    }
}
