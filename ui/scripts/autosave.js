// Saves a form while it is being written, a moment after each pause. Only what the server has is called saved. When it
// cannot be saved the form stays as it is: sending it by its button shows why, and loses nothing.
const PAUSE = 1500

document.querySelectorAll('form[data-autosave]').forEach(form => {
  const { autosave, saved, changed, signedOut, notSaved } = form.dataset
  const version = form.elements.namedItem('_version')
  const status = document.createElement('p')
  status.className = 'govuk-body-s'
  status.setAttribute('role', 'status')
  form.append(status)

  let waiting
  let running = false
  let again = false
  let stopped = false

  form.addEventListener('input', () => {
    clearTimeout(waiting)
    if (!stopped) waiting = setTimeout(save, PAUSE)
  })
  // What is sent by a button has the last word: nothing may be saved behind it.
  form.addEventListener('submit', () => { stopped = true; clearTimeout(waiting) })

  async function save () {
    if (running) { again = true; return }
    running = true
    try {
      const body = new URLSearchParams(new FormData(form))
      const answer = await fetch(autosave, { method: 'POST', body, redirect: 'manual' })
      if (answer.ok) {
        version.value = (await answer.json()).version
        status.textContent = saved.replace('{time}', new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }))
      } else {
        // Saved from another page, or signed out: to go on would only say so again.
        stopped = answer.status === 409 || answer.status === 401
        status.textContent = answer.status === 409 ? changed : answer.status === 401 ? signedOut : notSaved
      }
    } catch {
      status.textContent = notSaved
    }
    running = false
    if (again && !stopped) { again = false; save() }
  }
})
