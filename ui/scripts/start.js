// Brings the page's components to life. Every page works without it.
import { initAll } from './govuk-frontend.js'

initAll()

// ARIA knows no expanded radio: the question that it reveals follows it directly, which says as much.
const notForRadios = new MutationObserver(changes => changes.forEach(({ target }) => target.removeAttribute('aria-expanded')))
document.querySelectorAll('.govuk-radios__input[aria-controls]').forEach(radio => {
  radio.removeAttribute('aria-expanded')
  notForRadios.observe(radio, { attributeFilter: ['aria-expanded'] })
})

// Fetched where something is saved while it is written, and not before.
if (document.querySelector('form[data-autosave]')) import('./autosave.js')
if (document.querySelector('[data-progress]')) import('./progress.js')
