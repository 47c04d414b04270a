//! Writes many plans into a folder, for measurements of the whole command:
//! `cargo run -p gait-core --example many_plans -- FOLDER [COUNT]`, by default 1000 plans of 25 to 30 KB.
#![allow(clippy::disallowed_methods, reason = "writes plans to the disk")]

#[path = "../benches/check/season.rs"]
mod season;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let folder = PathBuf::from(args.next().ok_or("name a folder")?);
    let count: u32 = args.next().map_or(Ok(1000), |text| text.parse())?;
    for number in 0..count {
        // Folders of a thousand, as no one has larger ones.
        let folder = folder.join(format!("{:03}", number / 1000));
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{number:05}.plan.ron")), season::season(number))?;
    }
    Ok(())
}
