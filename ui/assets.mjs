// Makes `ui/assets/` from what npm brought and from our own styles and scripts. The build embeds
// that folder; nothing of it is committed. Run it with `make assets`.
//
// Every file's name carries a hash of its content, so that browsers may keep it for ever.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ui = dirname(fileURLToPath(import.meta.url))
const root = dirname(ui)
const frontend = join(root, 'node_modules/govuk-frontend')
const govuk = join(frontend, 'dist/govuk')
const leaflet = join(root, 'node_modules/leaflet')
const out = join(ui, 'assets')

fetchPackages()
rmSync(out, { recursive: true, force: true })
mkdirSync(out)

const files = []
const fonts = ['light-94a07e06a1-v2.woff2', 'light-f591b13f7d-v2.woff', 'bold-b542beb274-v2.woff2', 'bold-affa96571d-v2.woff']
const address = new Map()
for (const name of fonts) address.set(`/assets/fonts/${name}`, keep(name, read(govuk, 'assets/fonts', name)))
address.set('/assets/images/govuk-crest.svg', keep('govuk-crest.svg', read(govuk, 'assets/images/govuk-crest.svg')))

keep('govuk-icon.ico', read(govuk, 'assets/images/favicon.ico'))
keep('govuk-icon.svg', read(govuk, 'assets/images/favicon.svg'))
keep('govuk-icon-180.png', read(govuk, 'assets/images/govuk-icon-180.png'))
keep('icon.svg', read(ui, 'images/icon.svg'))
keep('govuk-logo.svg', drawing('header', 'default'))
keep('govuk-crown.svg', drawing('footer', 'default'))
keep('govuk-licence.svg', drawing('footer', 'default', 1))

const ours = text(ui, 'styles/brandable.css') + text(ui, 'styles/signpost.css') + text(ui, 'styles/queues.css') +
  text(ui, 'styles/charts.css')
const theirs = text(govuk, 'govuk-frontend.min.css')
keep('govuk.css', official(theirs) + ours)
keep('plain.css', plain(theirs) + ours)

const components = keep('govuk-frontend.js', text(govuk, 'govuk-frontend.min.js').replace(/\/\/# sourceMappingURL=.*\s*$/, ''))
const autosave = keep('autosave.js', text(ui, 'scripts/autosave.js'))
const progress = keep('progress.js', text(ui, 'scripts/progress.js'))
keep('start.js', [['govuk-frontend.js', components], ['autosave.js', autosave], ['progress.js', progress]]
  .reduce((script, [from, to]) => replaced(script, `./${from}`, `./${to}`), text(ui, 'scripts/start.js')))
keep('supported.js', text(ui, 'scripts/supported.js'))

// The map is fetched when one is looked at, and not before.
const map = new Map([
  ['./leaflet.js', `./${keep('leaflet.js', text(leaflet, 'dist/leaflet.js').replace(/\/\/# sourceMappingURL=.*\s*$/, ''))}`],
  ['./map.css', `./${keep('map.css', withoutImages(text(leaflet, 'dist/leaflet.css')) + text(ui, 'styles/map.css'))}`],
])
const parts = ['locate', 'map', 'shortlist'].map(name => {
  const source = [...map].reduce((script, [from, to]) => script.replace(from, to), text(ui, `scripts/${name}.js`))
  return [`./${name}.js`, `./${keep(`${name}.js`, source)}`]
})
keep('directory.js', parts.reduce((script, [from, to]) => replaced(script, from, to), text(ui, 'scripts/directory.js')))

for (const [name, bytes] of files) console.log(`${String(bytes).padStart(8)}  ui/assets/${name}`)

/** The packages at the versions that package.json pins, fetched when they are not here yet. */
function fetchPackages () {
  const pinned = Object.entries(JSON.parse(text(root, 'package.json')).dependencies)
  const present = name => JSON.parse(text(root, 'node_modules', name, 'package.json')).version
  const is = ([name, version]) => existsSync(join(root, 'node_modules', name)) && present(name) === version
  if (!pinned.every(is)) execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' })
}

/** Writes a file under a name with its hash; answers that name. */
function keep (name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const hashed = `${basename(name, extname(name))}-${hash}${extname(name)}`
  writeFileSync(join(out, hashed), content)
  files.push([hashed, Buffer.byteLength(content)])
  return hashed
}

/** govuk-frontend's styles for hosts under gov.uk, with the hashed names of what they refer to. */
function official (css) {
  for (const [from, to] of address) css = replaced(css, from, to)
  return finished(css)
}

/** The same styles for everyone else: without GDS Transport and the crest, which are gov.uk's alone. */
function plain (css) {
  css = css.replace(/\/\*!.*?\*\//s, '')
  css = replaced(css, /@font-face\{font-family:GDS Transport;[^}]*\}/g, '')
  css = replaced(css, /GDS Transport,arial,sans-serif/g, 'var(--brand-typeface)')
  css = replaced(css, 'url(/assets/images/govuk-crest.svg)', 'none')
  return finished(css)
}

/** Leaflet's styles without the pictures of what we do not use: its own markers and its choice of layers. */
function withoutImages (css) {
  css = replaced(css, /[^{}]*\{[^{}]*url\([^{}]*\}/g, '')
  if (css.includes('url(')) throw new Error('the map refers to a picture')
  return css
}

function finished (css) {
  css = css.replace(/\/\*# sourceMappingURL=.*?\*\/\s*$/, '')
  if (css.includes('/assets/')) throw new Error('a file that the styles refer to is missing')
  return `${css}\n`
}

/** Replaces every occurrence, and fails when a new version of the styles has none. */
function replaced (css, from, to) {
  const next = css.replaceAll(from, to)
  if (next === css) throw new Error(`nothing like ${from} in govuk-frontend's styles any more`)
  return next
}

/** An SVG that a component draws, taken from its example. */
function drawing (component, example, which = 0) {
  const { fixtures } = JSON.parse(text(govuk, 'components', component, 'fixtures.json'))
  const { html } = fixtures.find(({ name }) => name === example)
  return html.match(/<svg.*?<\/svg>/gs)[which].replace(/\s+/g, ' ').replace(/> </g, '><')
}

function read (...path) {
  return readFileSync(join(...path))
}

function text (...path) {
  return read(...path).toString()
}
