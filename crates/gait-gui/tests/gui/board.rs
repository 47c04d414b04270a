//! The board.

use super::harness::{editor, plan};

#[test]
fn the_board_is_drawn() {
    let mut harness = editor(&plan("spring-half.plan.ron"));
    harness.snapshot("board");
}
