//! Messages in and out over byte streams: framing that outlives what it cannot read.

use std::io::{self, BufRead, Read, Write};
use std::sync::mpsc::Sender;

use lsp_server::Message;
use serde_json::Value;

/// The largest message that is read, in bytes; a plan of the largest size, escaped, fits in.
const LIMIT: u64 = 64_000_000;

/// What reaches the loop.
#[derive(Debug)]
pub(crate) enum Event {
    /// The client says something.
    Message(Message),
    /// The client says something that is no message; why.
    Garbled(String),
    /// The plans of the workspace have been looked at.
    Scanned(Box<crate::scan::Scan>),
    /// A request has been answered beside the loop.
    Answered(Box<crate::beside::Answered>),
    /// The client has hung up.
    Closed,
    /// The process that started the server is gone.
    Orphaned,
}

/// Reads messages until the stream ends or the loop has stopped listening.
pub(crate) fn listen(mut from: impl BufRead, to: &Sender<Event>) {
    loop {
        let event = match read(&mut from) {
            Ok(Some(event)) => event,
            // Without a length there is no telling where the next message begins.
            Ok(None) | Err(_) => Event::Closed,
        };
        let is_last = matches!(event, Event::Closed);
        if to.send(event).is_err() || is_last {
            return;
        }
    }
}

/// Writes one message.
///
/// # Errors
/// If the client no longer reads.
pub(crate) fn send(to: &mut impl Write, message: &Message) -> io::Result<()> {
    // `Message::write` writes the header and the body in pieces; one write is one package for the client.
    let mut bytes = Vec::with_capacity(512);
    message.write(&mut bytes)?;
    to.write_all(&bytes)?;
    to.flush()
}

fn read(from: &mut impl BufRead) -> io::Result<Option<Event>> {
    let Some(length) = read_header(from)? else { return Ok(None) };
    if length > LIMIT {
        io::copy(&mut from.take(length), &mut io::sink())?;
        let why = format!("a message of {length} bytes was left out; at most {LIMIT} are read");
        return Ok(Some(Event::Garbled(why)));
    }
    let mut body = Vec::new();
    if from.take(length).read_to_end(&mut body)? as u64 != length {
        return Ok(None);
    }
    Ok(Some(decode(&body)))
}

/// The length of the body; nothing at the end of the stream.
fn read_header(from: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if from.take(4096).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        match (line.split_once(':'), length) {
            (Some((name, value)), _) if name.trim().eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok();
            }
            (None, Some(length)) if line.is_empty() => return Ok(Some(length)),
            // Other fields, and whatever stands before a header.
            _ => {}
        }
    }
}

fn decode(body: &[u8]) -> Event {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) => return Event::Garbled(format!("a message is not JSON: {error}")),
    };
    // What has both is a request; read as any of the three, one with an odd id would pass for a notification.
    let is_request = value.get("method").is_some() && value.get("id").is_some();
    match serde_json::from_value(value) {
        Ok(Message::Notification(it)) if is_request => {
            Event::Garbled(format!("`{}` has an id that is neither a 32-bit number nor a text", it.method))
        }
        Ok(message) => Event::Message(message),
        Err(_) => Event::Garbled("a message is neither request, response nor notification".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(bytes: &[u8]) -> Vec<String> {
        let (to, events) = std::sync::mpsc::channel();
        listen(bytes, &to);
        drop(to);
        let shown = |event| match event {
            Event::Message(Message::Notification(it)) => it.method,
            Event::Message(other) => format!("{other:?}"),
            Event::Garbled(why) => why,
            Event::Closed => "closed".to_owned(),
            other => format!("{other:?}"),
        };
        events.into_iter().map(shown).collect()
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn messages_after_nonsense_are_read() {
        let stream = [
            framed("{nonsense"),
            framed("[1, 2]"),
            framed(r#"{"jsonrpc":"2.0","id":1.5,"method":"odd"}"#),
            "\r\nstray line\r\ncontent-length:  15 \r\nContent-Type: x\r\n\r\n".to_owned(),
            r#"{"method": "b"}"#.to_owned(),
        ];
        let heard = heard(stream.concat().as_bytes());
        assert!(heard[0].starts_with("a message is not JSON: "), "{heard:?}");
        let rest = [
            "a message is neither request, response nor notification",
            "`odd` has an id that is neither a 32-bit number nor a text",
            "b",
            "closed",
        ];
        assert_eq!(heard[1..], rest);
    }

    #[test]
    fn a_stream_that_breaks_off_is_closed() {
        assert_eq!(heard(b"Content-Length: 20\r\n\r\n{}"), ["closed"]);
        assert_eq!(heard(b"Content-Le"), ["closed"]);
        assert_eq!(heard(b""), ["closed"]);
    }

    #[test]
    fn a_message_is_written_with_its_length() {
        let mut out = Vec::new();
        let note = lsp_server::Notification::new("é".to_owned(), Value::Null);
        send(&mut out, &note.into()).expect("memory can be written");
        assert_eq!(out, framed(r#"{"jsonrpc":"2.0","method":"é"}"#).as_bytes());
    }
}
