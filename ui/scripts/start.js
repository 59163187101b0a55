// Brings the page's components to life. Every page works without it.
import { initAll } from './govuk-frontend.js'

initAll()
