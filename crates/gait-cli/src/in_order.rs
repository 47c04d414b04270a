//! Work on all cores, whose outcomes are taken in the order in which it was given.

use std::collections::BTreeMap;
use std::iter;
use std::sync::mpsc;

use rayon::prelude::*;

/// So many pieces of work go together: few hand-overs, and the cores still end at about the same time.
const CHUNK: usize = 8;
/// So many chunks wait at most until they are taken, so that memory stays flat however much work there is.
const WAITING: usize = 16;

/// Does all of the work, and hands over what comes of it, piece by piece in order, while the rest is going on.
///
/// # Errors
/// The first one of `take`; what is not done by then is left.
pub(crate) fn in_order<T: Send, R: Send, E>(
    work: Vec<T>,
    work_on: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    // Not worth the start of threads.
    if work.len() == 1 {
        return work.into_iter().try_for_each(|piece| take(work_on(piece)));
    }
    let mut work = work.into_iter();
    let chunks = iter::from_fn(move || {
        let chunk: Vec<T> = work.by_ref().take(CHUNK).collect();
        (!chunk.is_empty()).then_some(chunk)
    });
    let work_on = &work_on;
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    rayon::in_place_scope(|scope| {
        scope.spawn(move |_| {
            // Nobody receives any more after an error.
            let _ = chunks.enumerate().par_bridge().try_for_each_with(sender, |sender, (index, chunk)| {
                let outcomes: Vec<R> = chunk.into_iter().map(work_on).collect();
                sender.send((index, outcomes))
            });
        });
        let mut next = 0;
        let mut early = BTreeMap::new();
        for (index, outcomes) in receiver {
            early.insert(index, outcomes);
            while let Some(outcomes) = early.remove(&next) {
                outcomes.into_iter().try_for_each(&mut take)?;
                next += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_come_in_order_whoever_is_done_first() {
        let mut taken = Vec::new();
        let slow_first = |piece: u32| {
            if piece.is_multiple_of(9) {
                std::thread::sleep(std::time::Duration::from_millis(3));
            }
            piece * 2
        };
        let end: Result<(), ()> = in_order((0..500).collect(), slow_first, |outcome| {
            taken.push(outcome);
            Ok(())
        });
        assert_eq!(end, Ok(()));
        assert_eq!(taken, (0..500).map(|piece| piece * 2).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_ends_the_work() {
        for count in [1, 2, 7, 5000] {
            let mut taken = 0;
            let end = in_order(
                (0..count).collect(),
                |piece: usize| piece,
                |_| {
                    taken += 1;
                    Err("no more")
                },
            );
            assert_eq!((end, taken), (Err("no more"), 1));
        }
    }

    #[test]
    fn no_work_is_none() {
        let end: Result<(), ()> = in_order(Vec::<u8>::new(), |piece| piece, |_| Err(()));
        assert_eq!(end, Ok(()));
    }
}
