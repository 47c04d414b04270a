//! The charts: load, distance, fatigue and interference over the weeks.

use egui::Ui;

use super::Cx;
use crate::editor::State;

/// What the panel remembers from frame to frame.
#[derive(Clone, Default, Debug)]
pub struct ChartsState {}

/// Draws the panel.
pub fn show(_cx: &Cx<'_>, _state: &mut State, _ui: &mut Ui) {}
