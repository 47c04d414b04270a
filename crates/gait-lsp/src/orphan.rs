//! Notices when the process that started the server is gone: an editor that crashes does not say goodbye.
#![allow(clippy::disallowed_methods, reason = "looks at another process")]

use std::sync::mpsc::Sender;
use std::time::Duration;

use crate::transport::Event;

/// How often it is looked.
const PAUSE: Duration = Duration::from_secs(2);

/// Tells the loop when the process `id` is gone. Where processes cannot be looked at, the end of the input has to do.
pub(crate) fn watch(id: i32, to: Sender<Event>) {
    let alive = if cfg!(target_os = "linux") {
        alive_in_proc
    } else if cfg!(unix) {
        alive_for_kill
    } else {
        return;
    };
    std::thread::spawn(move || {
        while alive(id) {
            std::thread::sleep(PAUSE);
        }
        let _ = to.send(Event::Orphaned);
    });
}

/// A process that has ended but was not collected yet (`Z`) is gone as well.
fn alive_in_proc(id: i32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat"));
    stat.is_ok_and(|stat| stat.rsplit(") ").next().is_some_and(|rest| !rest.starts_with(['Z', 'X'])))
}

fn alive_for_kill(id: i32) -> bool {
    let mut kill = std::process::Command::new("kill");
    kill.args(["-0", &id.to_string()]).stderr(std::process::Stdio::null());
    // Not being able to ask is no reason to leave.
    kill.status().map_or(true, |status| status.success())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn processes_that_ended_are_seen() {
        let mut child = std::process::Command::new("sleep").arg("60").spawn().expect("sleep starts");
        let id = i32::try_from(child.id()).expect("process ids are small");
        assert!(alive_in_proc(id) && alive_for_kill(id));
        child.kill().expect("it can be ended");
        child.wait().expect("it can be collected");
        assert!(!alive_in_proc(id) && !alive_for_kill(id));
    }
}
