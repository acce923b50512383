//! Which passwords are too easy to guess: the common ones, rows of characters, and the person's own.
//!
//! There are no rules about kinds of characters: they make passwords harder to remember, not to guess
//! (NIST SP 800-63B, section 5.1.1.2). Whoever guesses begins with the list that this module refuses.

use crate::{Invalid, Password};

/// Passwords, and words that they begin with, in lower case, one a line. Where they come from is told in
/// the README beside it.
const COMMON: &str = include_str!("password/well_known.txt");

/// The fewest different characters.
const FEWEST_DIFFERENT: usize = 4;
/// How many digits and signs behind a common word make it no better.
const MOST_BEHIND: usize = 6;
/// The shortest of the person's own words that is looked for.
const SHORTEST_OWN: usize = 4;

impl Password {
    /// Refuses a password that is among the first to be guessed. `own` are the person's own words: their
    /// address, the names of their companies.
    ///
    /// - `Password2026!` is a common word with digits and signs behind it, up to six of them.
    /// - `aaaabbbb` and `98765432` are made of less than four different characters, or a row of them.
    /// - `ada.lovelace-1815` holds the address `ada.lovelace@example.com`, or what stands before its `@`.
    ///   Only letters and digits count, in either case; own words of less than four of them do not.
    ///
    /// # Errors
    /// Names the rule, never the password.
    pub fn check_strength(&self, own: &[&str]) -> Result<(), Invalid> {
        let text = zeroize::Zeroizing::new(self.expose().to_lowercase());
        if is_common(&text) {
            return Err(Invalid::new(
                "must not be a well-known one: it is among the first that are tried. Four words that do not belong together are hard to guess",
            ));
        }
        if is_a_row(&text) {
            return Err(Invalid::new("must not be a row of characters, or the same few again and again"));
        }
        let plain = zeroize::Zeroizing::new(letters_and_digits(&text));
        if own.iter().flat_map(|word| words_of(word)).any(|word| plain.contains(&word)) {
            return Err(Invalid::new("must not contain your address, the company's name or PowerDown"));
        }
        Ok(())
    }
}

fn is_common(text: &str) -> bool {
    let listed = |word: &str| COMMON.lines().any(|line| line == word);
    let behind = text.char_indices().rev().take(MOST_BEHIND).take_while(|(_, c)| !c.is_alphabetic());
    listed(text) || behind.map(|(start, _)| &text[..start]).any(listed)
}

fn is_a_row(text: &str) -> bool {
    let mut different: Vec<char> = text.chars().collect();
    let steps: Vec<i64> = different
        .windows(2)
        .map(|pair| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0])))
        .collect();
    different.sort_unstable();
    different.dedup();
    // 9 is followed by 0.
    let all_are = |step: i64| steps.iter().all(|one| *one == step || *one == -9 * step);
    different.len() < FEWEST_DIFFERENT || all_are(1) || all_are(-1)
}

fn letters_and_digits(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A person's own word, and of an address what stands before its `@`.
fn words_of(own: &str) -> Vec<String> {
    let local = own.split_once('@').map(|(local, _)| local);
    let words = [Some(own), local].into_iter().flatten().map(letters_and_digits);
    words.filter(|word| word.chars().count() >= SHORTEST_OWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: [&str; 3] = ["ada.lovelace@example.com", "Analytical Engines & Söhne", "PowerDown"];

    fn refused(text: &str) -> Option<String> {
        let password = Password::try_from(text.to_owned()).unwrap();
        password.check_strength(&OWN).err().map(|rule| rule.to_string())
    }

    #[test]
    fn the_list_is_what_its_readme_says() {
        let lines: Vec<&str> = COMMON.lines().collect();
        assert_eq!(lines.len(), 10_107);
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]), "in order, each once");
        assert!(lines.iter().all(|line| line.len() >= 5 && line.is_ascii()));
    }

    #[test]
    fn common_passwords_are_refused_however_they_are_dressed() {
        for text in [
            "password",
            "PASSWORD",
            "Password1",
            "password2026!",
            "qwertyuiop",
            "iloveyou",
            "trustno1",
            "sunshine",
            "Summer2026",
            "welcome123",
            "letmein!!!",
            "1q2w3e4r",
            "p@ssw0rd",
            "monkey12",
        ] {
            assert!(refused(text).is_some_and(|rule| rule.contains("well-known")), "{text}");
        }
    }

    #[test]
    fn rows_and_repetitions_are_refused() {
        for text in
            ["zzzzzzzz", "xyxyxyxyxyxy", "abcdefghijklm", "56789012345", "zyxwvutsrq", "0987654321098"]
        {
            assert!(refused(text).is_some(), "{text}");
        }
    }

    #[test]
    fn ones_own_words_are_refused() {
        for text in [
            "ada.lovelace@example.com",
            "my AdaLovelace 1815",
            "analytical-engines-söhne!",
            "powerdown is mine",
        ] {
            assert!(refused(text).is_some_and(|rule| rule.contains("address")), "{text}");
        }
        let password = Password::try_from("eve likes whales".to_owned()).unwrap();
        password.check_strength(&["eve@example.com", "IBM"]).unwrap();
    }

    #[test]
    fn all_others_are_taken() {
        for text in [
            "correct horse battery",
            "let-the-machines-sleep",
            "x7Gq!m2Kp",
            "žluťoučký kůň",
            "password of a kind",
        ] {
            assert_eq!(refused(text), None, "{text}");
        }
    }

    #[test]
    fn a_refusal_does_not_repeat_the_password() {
        assert!(!refused("iloveyou").unwrap().contains("iloveyou"));
    }
}
