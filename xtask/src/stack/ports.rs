//! Whether a port is free, and if not, who has it.

use std::net::TcpListener;

/// A process of this machine.
pub(super) struct Holder {
    /// Its id.
    pub pid: u32,
    /// What it was called with.
    pub command: String,
}

/// Whether `127.0.0.1:port` can be listened on.
pub(super) fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}

/// A port that is free now.
pub(crate) fn any_free() -> std::io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Who listens on a port, where the system tells us (Linux; of other users' processes it does not).
pub(super) fn holder(port: u16) -> Option<Holder> {
    let sockets: Vec<String> =
        listening_sockets(port).into_iter().map(|inode| format!("socket:[{inode}]")).collect();
    processes().find(|process| {
        std::fs::read_dir(format!("/proc/{}/fd", process.pid)).is_ok_and(|descriptors| {
            descriptors
                .flatten()
                .filter_map(|descriptor| std::fs::read_link(descriptor.path()).ok())
                .any(|target| sockets.iter().any(|socket| target.as_os_str() == socket.as_str()))
        })
    })
}

/// The processes that were called with all these words, where the system tells us.
pub(super) fn called_with(words: &[&str]) -> Vec<Holder> {
    processes().filter(|process| words.iter().all(|word| process.command.contains(word))).collect()
}

fn processes() -> impl Iterator<Item = Holder> {
    std::fs::read_dir("/proc").into_iter().flatten().flatten().filter_map(|entry| {
        let pid = entry.file_name().to_str()?.parse().ok()?;
        let command = std::fs::read(entry.path().join("cmdline")).ok()?;
        let command = String::from_utf8_lossy(&command).replace('\0', " ").trim().to_owned();
        Some(Holder { pid, command })
    })
}

/// Inodes of the sockets that listen on a port, from the kernel's tables.
fn listening_sockets(port: u16) -> Vec<String> {
    const LISTEN: &str = "0A";
    let suffix = format!(":{port:04X}");
    ["/proc/net/tcp", "/proc/net/tcp6"]
        .iter()
        .filter_map(|table| std::fs::read_to_string(table).ok())
        .flat_map(|table| table.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter_map(|line| {
            let fields: Vec<&str> = line.split_whitespace().collect();
            (fields.len() > 9 && fields[1].ends_with(&suffix) && fields[3] == LISTEN)
                .then(|| fields[9].to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{holder, is_free};

    #[test]
    fn a_taken_port_names_its_holder() {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        assert!(!is_free(port));
        if cfg!(target_os = "linux") {
            assert_eq!(holder(port).unwrap().pid, std::process::id());
        }
        drop(listener);
        assert!(is_free(port));
    }
}
