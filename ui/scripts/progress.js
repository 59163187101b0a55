// Tells how far something has come that goes on without this page, and shows the page anew when it is over.
const PAUSE = 1000

document.querySelectorAll('[data-progress]').forEach(place => {
  const { progress, says } = place.dataset
  const bar = place.querySelector('progress')
  const status = place.querySelector('[role=status]')
  let told = 0

  async function look () {
    try {
      const answer = await fetch(progress, { redirect: 'manual' })
      // Signed out, or not there any more: the page itself says so.
      if (!answer.ok) { location.reload(); return }
      const { goes_on: goesOn, done, of } = await answer.json()
      if (!goesOn) { location.reload(); return }
      if (of > 0) show(done, of)
    } catch {
      // The server is away for a moment: what goes on there is not lost by it.
    }
    setTimeout(look, PAUSE)
  }

  // The bar moves each time; the words change by tenths, so that who hears them is not told every second.
  function show (done, of) {
    bar.max = of
    bar.value = done
    const tenth = Math.floor(10 * done / of)
    if (tenth <= told) return
    told = tenth
    status.textContent = says.replace('{done}', done.toLocaleString('en-GB')).replace('{of}', of.toLocaleString('en-GB'))
  }

  setTimeout(look, PAUSE)
})
