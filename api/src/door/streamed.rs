//! Bodies that are made piece by piece, off the web's threads, and never further than one piece ahead of the
//! reader: what is sent may be long, what is held is not.

use actix_web::body::{BodySize, MessageBody};
use actix_web::web::{self, Bytes};
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// What is made piece by piece.
pub(crate) trait Pieces: Send + 'static {
    /// The next piece; `None` after the last. An empty one is passed over.
    fn next(&mut self) -> Option<Vec<u8>>;
}

type Making<P> = Pin<Box<dyn Future<Output = Option<(P, Vec<u8>)>>>>;

/// Pieces as the body of an answer.
pub(crate) enum Streamed<P> {
    /// The next piece is still to be asked for.
    Waiting(Option<P>),
    /// It is being made.
    Making(Making<P>),
}

impl<P: Pieces> Streamed<P> {
    pub(crate) const fn of(pieces: P) -> Self {
        Self::Waiting(Some(pieces))
    }
}

/// An empty piece would end a chunked body.
fn make<P: Pieces>(mut pieces: P) -> Option<(P, Vec<u8>)> {
    loop {
        let piece = pieces.next()?;
        if !piece.is_empty() {
            return Some((pieces, piece));
        }
    }
}

impl<P: Pieces + Unpin> MessageBody for Streamed<P> {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let streamed = self.get_mut();
        loop {
            match streamed {
                Self::Waiting(pieces) => {
                    let Some(pieces) = pieces.take() else { return Poll::Ready(None) };
                    let span = tracing::Span::current();
                    let making = web::block(move || span.in_scope(|| make(pieces)));
                    // A thread that is gone ends the body, as the last piece does.
                    *streamed = Self::Making(Box::pin(async { making.await.ok().flatten() }));
                }
                Self::Making(making) => {
                    let made = ready!(making.as_mut().poll(context));
                    let (pieces, piece) = made.unzip();
                    *streamed = Self::Waiting(pieces);
                    return Poll::Ready(piece.map(|piece| Ok(piece.into())));
                }
            }
        }
    }
}
