//! Reading the log files of a stack as they grow. Files may appear while we look: a function has none until it runs.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::stack::Stack;

/// A line and who said it.
pub(super) type Said = (String, String);

/// All logs of a stack, each read up to some place.
pub(super) struct Tail {
    folder: PathBuf,
    prefix: String,
    read: BTreeMap<PathBuf, u64>,
}

impl Tail {
    /// At the beginning of every log.
    pub(super) fn new(stack: &Stack) -> Self {
        Self { folder: stack.logs(), prefix: format!("{}-", stack.name), read: BTreeMap::new() }
    }

    /// Go to the end of every log.
    pub(super) fn skip(&mut self) {
        for file in self.files() {
            let length = std::fs::metadata(&file).map(|data| data.len()).unwrap_or_default();
            self.read.insert(file, length);
        }
    }

    /// The last lines of the sources that are wanted, together in the order of their times. Goes to the end.
    pub(super) fn past(&mut self, count: usize, wanted: impl Fn(&str) -> bool) -> Vec<Said> {
        let mut all: Vec<(String, Said)> = Vec::new();
        let mut time = String::new();
        for (source, text) in self.fresh().into_iter().filter(|(source, _)| wanted(source)) {
            // A line without a time belongs to the one before it.
            time = super::line::time(&text).unwrap_or(time);
            all.push((time.clone(), (source, text)));
        }
        all.sort_by(|a, b| a.0.cmp(&b.0));
        let from = all.len().saturating_sub(count);
        all.split_off(from).into_iter().map(|(_, said)| said).collect()
    }

    /// Whole lines that are new since the last call, source by source.
    pub(super) fn fresh(&mut self) -> Vec<Said> {
        let mut said = Vec::new();
        for file in self.files() {
            let source = self.source(&file);
            let from = self.read.entry(file.clone()).or_default();
            let Ok(text) = read_from(&file, *from) else { continue };
            let Some(end) = text.iter().rposition(|byte| *byte == b'\n') else { continue };
            *from += end as u64 + 1;
            let lines = String::from_utf8_lossy(&text[..end]).into_owned();
            said.extend(lines.lines().map(|line| (source.clone(), line.to_owned())));
        }
        said
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = [self.folder.join("functions"), self.folder.clone()]
            .iter()
            .filter_map(|folder| std::fs::read_dir(folder).ok())
            .flat_map(|entries| entries.flatten().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "log"))
            .collect();
        files.sort();
        files
    }

    fn source(&self, file: &Path) -> String {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        name.strip_prefix(&self.prefix).map(str::to_owned).unwrap_or(name)
    }
}

fn read_from(file: &Path, offset: u64) -> std::io::Result<Vec<u8>> {
    let mut file = File::open(file)?;
    // A shorter file than last time is another file.
    let offset = if file.metadata()?.len() < offset { 0 } else { offset };
    file.seek(SeekFrom::Start(offset))?;
    let mut text = Vec::new();
    file.read_to_end(&mut text)?;
    Ok(text)
}
