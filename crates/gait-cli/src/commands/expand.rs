//! `gait expand`
