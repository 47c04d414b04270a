//! The charts: five of them on one page along one axis of weeks, each of which can be read as a table.

mod daily;
mod frame;
mod heat;
mod table;
mod weekly;

use egui::{Align, Button, Layout, Margin, RichText, Role, ScrollArea, Ui, WidgetInfo};
use gait_core::{HeatMap, Timeline, WeeklyLoad};

use super::Cx;
use crate::editor::State;
use crate::vm::charts::{ChartsVm, TableVm};

/// What the charts remember while the program runs.
#[derive(Clone, Debug, Default)]
pub struct ChartsState {
    /// Which charts are read as tables, in the order of [`Chart::ALL`].
    tables: [bool; 5],
}

/// A chart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Chart {
    Load,
    Distance,
    Interference,
    Heat,
    Curves,
}

impl Chart {
    const ALL: [Self; 5] = [Self::Load, Self::Distance, Self::Interference, Self::Heat, Self::Curves];

    const fn title(self) -> &'static str {
        match self {
            Self::Load => "Weekly load",
            Self::Distance => "Running and longest run",
            Self::Interference => "Interference with key runs",
            Self::Heat => "What is left in the muscles",
            Self::Curves => "Remembered load",
        }
    }

    /// What its numbers are, and what they are not.
    fn caption(self, vm: &ChartsVm) -> String {
        match self {
            Self::Load => format!("{}, by kind", WeeklyLoad::LABEL),
            Self::Distance => {
                format!("Planned, in {}; the step against the week before above each bar", vm.distance.unit)
            }
            Self::Interference => format!("{}. {}", Timeline::LABEL, Timeline::CAVEAT),
            Self::Heat => HeatMap::LABEL.to_owned(),
            Self::Curves => vm.curves.caption.clone(),
        }
    }

    const fn table(self, vm: &ChartsVm) -> &TableVm {
        match self {
            Self::Load => &vm.load.table,
            Self::Distance => &vm.distance.table,
            Self::Interference => &vm.interference.table,
            Self::Heat => &vm.heat.table,
            Self::Curves => &vm.curves.table,
        }
    }
}

/// Draws the page.
pub fn show(cx: &Cx<'_>, state: &mut State, ui: &mut Ui) {
    let Some(vm) = &cx.views.charts else { return };
    ui.painter().rect_filled(ui.max_rect(), 0.0, cx.tokens.board);
    if let Some(why) = vm.empty {
        nothing(cx, why, ui);
        return;
    }
    // The margin is within what scrolls, so that the bar stands beside the charts and not on them.
    let page = egui::Frame::NONE.inner_margin(Margin { left: 12, right: 16, top: 12, bottom: 12 });
    ScrollArea::vertical().id_salt("charts").auto_shrink(false).show(ui, |ui| {
        page.show(ui, |ui| {
            for chart in Chart::ALL {
                section(cx, vm, &mut state.charts, chart, ui);
                ui.add_space(18.0);
            }
        });
    });
}

/// Says why there is nothing to draw.
fn nothing(cx: &Cx<'_>, why: &str, ui: &mut Ui) {
    ui.centered_and_justified(|ui| {
        ui.label(RichText::new(format!("No charts: {why}")).color(cx.tokens.weak));
    });
}

fn section(cx: &Cx<'_>, vm: &ChartsVm, state: &mut ChartsState, chart: Chart, ui: &mut Ui) {
    let as_table = &mut state.tables[chart as usize];
    ui.horizontal(|ui| {
        ui.heading(chart.title());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let on = *as_table;
            let toggle = ui.add(Button::new("Table").selected(on).frame_when_inactive(true));
            let name = format!("{} as a table", chart.title());
            toggle.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &name));
            if toggle.clicked() {
                *as_table = !on;
            }
        });
    });
    let caption = if *as_table { chart.table(vm).caption.clone() } else { chart.caption(vm) };
    ui.label(RichText::new(caption).color(cx.tokens.weak));
    ui.add_space(4.0);
    if *as_table {
        table::show(cx, chart.title(), chart.table(vm), ui);
        return;
    }
    match chart {
        Chart::Load => weekly::load(cx, vm, ui),
        Chart::Distance => weekly::distance(cx, vm, ui),
        Chart::Interference => daily::interference(cx, vm, ui),
        Chart::Heat => heat::show(cx, vm, ui),
        Chart::Curves => daily::curves(cx, vm, ui),
    }
}
