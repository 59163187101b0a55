//! `serve` and `work`.

use super::{hands, market, sealed};
use crate::cli::{Outcome, Serve};
use crate::settings::Settings;
use crate::workers::Workers;
use crate::{app, telemetry};
use marketplace::Market;
use std::net::TcpListener;

/// Serves until it is told to end.
pub(crate) fn serve(mut settings: Settings, options: Serve) -> Outcome {
    if let Some(listen) = options.listen {
        settings.web.listen = listen;
    }
    if let Some(database) = options.database {
        settings.database.url = database.into();
    }
    telemetry::start_log(&settings.log);
    let listener = bind(&settings.web.listen)?;
    // Port 0 takes a free one: from here on the address is the real one.
    settings.web.listen = listener.local_addr()?.to_string();
    store::migrations::migrate(&store::Database::at(settings.database.url.expose()))?;
    let market = sealed(market(&settings)?, &settings)?;
    let workers = if options.no_workers {
        Workers::follow(&market)
    } else {
        Workers::start(&market, hands(&settings)?)
    };
    tracing::info!(address = %settings.web.listen, "serving");
    println!("Signpost serves at http://{}", settings.web.listen);
    run(&market, listener, &settings)?;
    drop(workers);
    Ok(())
}

/// Runs the web server, and the figures beside it when the settings ask for them.
pub(crate) fn run(market: &Market, listener: TcpListener, settings: &Settings) -> Outcome {
    let threads = match settings.web.threads {
        0 => std::thread::available_parallelism().map_or(2, usize::from),
        threads => threads,
    };
    let metrics_at = settings.web.metrics_listen.clone();
    actix_web::rt::System::new().block_on(async move {
        if !metrics_at.is_empty()
            && let Some(figures) = telemetry::start_figures()
        {
            let figures = app::serve_figures(&figures, bind(&metrics_at)?)?;
            actix_web::rt::spawn(figures);
        }
        app::serve(market, listener, threads)?.await?;
        Ok(())
    })
}

/// Runs the workers until it is told to end.
pub(crate) fn work(settings: &Settings) -> Outcome {
    telemetry::start_log(&settings.log);
    let market = sealed(market(settings)?, settings)?;
    let _workers = Workers::start(&market, hands(settings)?);
    tracing::info!("working");
    actix_web::rt::System::new().block_on(tokio::signal::ctrl_c())?;
    Ok(())
}

pub(crate) fn bind(listen: &str) -> Result<TcpListener, String> {
    TcpListener::bind(listen).map_err(|error| format!("cannot listen on {listen}: {error}"))
}
