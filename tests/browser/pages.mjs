// Visits every kind of page that links lead to, as the public and in every role, in Chromium. Each must answer, pass
// axe without a violation, fit a screen of 320 px without scrolling sideways, and raise no error of its own. Then the
// main job is done by keyboard, and without script.
//
//   node pages.mjs path/to/demo.json [folder for screenshots]
import { readFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from './chromium.mjs'

const demo = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const pictures = process.argv[3]
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const base = demo.base_url
const faults = []
const seen = new Set()

const browser = await chromium()

// Pages that differ only in which thing they show are one kind. A case is shown otherwise at each stage, so that its stage
// is part of its pages' kind, but for those that are the same at each; see below where stages are read.
const stages = new Map()
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
function kind (address) {
  const url = new URL(address)
  const names = [...new Set(url.searchParams.keys())].sort().join('&')
  const path = url.pathname
    .replace(/^\/directories\/[^/]+\/preview/, '/directories/:slug/preview')
    .replace(uuid, id => ':' + (stages.get(id) ?? 'id'))
    .replace(/^\/marks\/:[^/]+(?=\/(assign|conflict|evidence|judge|lapse|letters|submissions)\b)/, '/marks/:id')
    .replace(/\/services\/[a-z0-9-]+/, '/services/:service')
    .replace(/\/apply\/[^/]+\/[^/]+$/, '/apply/:framework/:lot')
    .replace(/\d+/g, ':n')
  return path + (names && '?' + names)
}

function fault (who, page, what) {
  faults.push(`${who}: ${page}: ${what}`)
}

// Whether the page that is open passes axe and fits a narrow screen.
async function judge (page, who, shown) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  for (const { id, help, nodes } of violations) {
    fault(who, shown, `axe ${id}: ${help}: ${nodes.map(node => node.html.slice(0, 160)).slice(0, 2).join(' | ')}`)
  }
  await page.setViewportSize({ width: 320, height: 640 })
  const widest = await page.evaluate(() => document.scrollingElement.scrollWidth)
  if (widest > 320) fault(who, shown, `is ${widest} px wide on a screen of 320 px`)
  await page.setViewportSize({ width: 1100, height: 900 })
  if (pictures) {
    mkdirSync(pictures, { recursive: true })
    await page.screenshot({ path: `${pictures}/${who}${shown.replace(/[^a-z0-9:?=&-]+/gi, '_')}.png`, fullPage: true })
  }
}

async function look (page, who, address, { status = 200 } = {}) {
  // What is downloaded is no page.
  if (/^https?:\/\/[^/]+\/take-away\/|\/files?(\/|\?|$)|\/standard\/versions\/|\/credential$|\.(csv|json)(\?|$)/.test(address)) {
    const answer = await page.request.get(address)
    if (answer.status() !== status) fault(who, kind(address), `answers ${answer.status()}, not ${status}`)
    return []
  }
  const errors = []
  const heard = error => errors.push(error.message ?? error.text())
  // Chromium also reports a page's own status, which is judged below; what it loads must be there.
  const isItsOwn = message => message.text().includes('status of ' + status) && message.location().url === address
  const said = message => { if (message.type() === 'error' && !isItsOwn(message)) heard(message) }
  page.on('pageerror', heard)
  page.on('console', said)
  const answer = await page.goto(address, { waitUntil: 'load' })
  const shown = kind(page.url())
  if (answer.status() !== status) fault(who, shown, `answers ${answer.status()}, not ${status}`)
  if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) {
    page.off('pageerror', heard); page.off('console', said)
    return []
  }
  await judge(page, who, shown)
  page.off('pageerror', heard)
  page.off('console', said)
  errors.forEach(error => fault(who, shown, error))
  return page.evaluate(() => [...document.querySelectorAll('a[href]')].map(link => link.href))
}

// Follows links from some pages, one of a kind.
async function walk (page, who, from) {
  const waiting = [...from]
  const begins = new Set(from)
  const before = seen.size
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const address = next.split('#')[0]
    const about = `${who.startsWith('public') ? 'public' : who} ${kind(address)}`
    if (begins.delete(address) && seen.has(about) && !who.startsWith('public')) {
      // Another of this role may be led to other pages from the same one.
      await page.goto(address)
      waiting.push(...await page.evaluate(() => [...document.querySelectorAll('main a[href]')].map(link => link.href)))
      continue
    }
    if (seen.has(about) || !address.startsWith(base + '/')) continue
    const { pathname } = new URL(address)
    // What everyone sees is looked at once.
    if (!who.startsWith('public') && /^\/(d|cy|quality-marks|accessibility|cookies|privacy)?(\/|$)/.test(pathname)) continue
    if (/^\/(api|oruk|ocds|assets)\/|\/sign-out$/.test(pathname)) continue
    seen.add(about)
    waiting.push(...await look(page, who, address))
  }
  console.log(`${who}: ${seen.size - before} kinds of pages`)
}

async function asVisitor (use, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options })
  try { await use(await context.newPage()) } finally { await context.close() }
}

const open = demo.directories.filter(directory => directory.state === 'live')
const postcode = 'LS1 4AP'

await asVisitor(async page => {
  for (const { slug, address } of open) {
    await walk(page, `public ${slug}`, [`${address}?near=anywhere`, `${address}/shortlist`, `${address}/feedback`])
    await look(page, `public ${slug} which`, `${address}?near=Newport`)
    const here = encodeURIComponent(postcode)
    await walk(page, `public ${slug}`, [address, `${address}?near=${here}`])
    await walk(page, `public ${slug}`, [`${address}/agent?near=${here}&before=M1+1AE`, `${address}/cy/agent?near=${here}`])
    await look(page, `public ${slug}`, `${address}/agent?near=nowhere`, { status: 400 })
    const frames = ['/embed', `/embed?near=${here}`, `/cy/embed?near=${here}`]
    await walk(page, `public ${slug}`, frames.map(path => address + path))
    await look(page, `public ${slug}`, `${address}/embed?near=nowhere`, { status: 400 })
    await look(page, `public ${slug}`, `${address}?near=nowhere`, { status: 400 })
    await look(page, `public ${slug}`, `${address}/no-such-page`, { status: 404 })
  }
  await walk(page, 'public', [`${base}/`, `${base}/sign-in`])
  await look(page, 'public', `${base}/no-such-page`, { status: 404 })
})

// A key is used, so that there is something on the page that says what was asked by it.
for (const { directory, secret } of demo.directory_keys) {
  const near = [postcode, 'CF10 1EP']
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const answer = await fetch(`${base}/api/v1/directories/${directory}/listings/batch`, { method: 'POST', headers, body: JSON.stringify({ near }) })
  if (answer.status !== 200) fault('a program', `/d/${directory}`, `many postcodes at once are answered ${answer.status}`)
}

// Something is being written, so that its pages are there.
const writes = demo.sign_ins.find(one => one.role === 'category_manager')
const json = { 'content-type': 'application/json' }
const session = await fetch(`${base}/api/v1/sessions`, { method: 'POST', headers: json, body: JSON.stringify({ email: writes.email, password: writes.password }) })
const { token } = await session.json()
const asks = (method, path, body, version) => fetch(`${base}/api/v1/${path}`, {
  method,
  headers: { ...json, authorization: `Bearer ${token}`, ...(version && { 'if-match': `"${version}"` }) },
  body: body && JSON.stringify(body),
})

// The agreement changes, so that there is a change of it to read and to sign.
const begun = await asks('POST', 'frameworks/focs/drafts', {})
if (begun.status === 201) {
  const { id, content } = await begun.json()
  content.agreement.terms += '\n\n## 10. Hours\n\nThe provider says on which days it is closed, a week before.'
  await asks('PUT', `framework-drafts/${id}`, content, 1)
  await asks('POST', `framework-drafts/${id}/publication`, {}, 2)
  const put = async () => (await (await asks('GET', 'placement-variations?waits_for=provider')).json()).items?.length
  let tries = 0
  while (!await put() && tries++ < 100) await new Promise(resolve => setTimeout(resolve, 200))
  if (tries > 100) fault('category_manager', '/authority/variations', 'a changed agreement is put to nobody')
}

for (const path of ['frameworks/focs/drafts', 'frameworks/help-at-home/drafts', 'standard-proposals/next']) {
  const answer = await asks('POST', path, {})
  if (![201, 409].includes(answer.status)) fault('category_manager', path, `a draft is answered ${answer.status}`)
}

// At which stage each application for the mark is, and each look at a mark.
async function told (path) {
  const answer = await asks('GET', path)
  if (answer.status !== 200) fault('category_manager', path, `is answered ${answer.status}`)
  return answer.json()
}
async function everyOne (path) {
  const items = []
  for (let after = ''; after !== undefined;) {
    const page = await told(`${path}${path.includes('?') ? '&' : '?'}limit=100${after}`)
    items.push(...page.items)
    after = page.next && `&after=${page.next}`
  }
  return items
}
function stageOf ({ state, assessment, papers, decisions, mark }) {
  const locked = assessment.seats.filter(seat => seat.locked_at).length
  const moderation = assessment.moderation
  return [
    state,
    assessment.seats.length && ['none', 'one', 'both'][locked] + '-locked',
    moderation && (moderation.settled_at ? 'settled' : moderation.moderator ? 'moderator' : 'proposed'),
    papers.scope_to_confirm && 'to-confirm',
    papers.hearings.length && 'heard',
    decisions.some(decision => decision.on_appeal) && 'appealed',
    decisions.some(decision => decision.departure) && 'departed',
    mark && Date.parse(mark.ends) - Date.now() < 120 * 86400e3 && 'ending'
  ].filter(Boolean).join('-')
}
const ofCases = new Map()
for (const { id } of await everyOne('accreditations')) {
  const stage = stageOf(await told(`accreditations/${id}`))
  stages.set(id, stage)
  ofCases.set(stage, `${base}/marks/${id}`)
}
const ofReviews = new Map()
for (const { id, state, cause } of await everyOne('reviews')) {
  stages.set(id, `${cause}-${state}`)
  ofReviews.set(stages.get(id), `${base}/authority/reviews/${id}`)
}
const changes = await told('offering-changes')
if (!changes.items.length) fault('demo', '/authority/changes', 'has no change that waits')
// Two assess, an appeal runs, a holder is heard, a renewal is written: the demo has a case of each.
for (const part of ['one-locked', 'both-locked', 'proposed', 'moderator', 'settled', 'to-confirm', 'heard', 'under_appeal', 'appealed', 'departed']) {
  if (![...ofCases.keys()].some(stage => stage.includes(part))) fault('demo', '/authority/marks', `has no case that is ${part}`)
}
for (const state of ['raised', 'under_review', 'concluded', 'closed']) {
  if (!ofReviews.has(`concern-${state}`)) fault('demo', '/authority/reviews', `has no concern that is ${state}`)
}

async function signIn (page, { email, password }) {
  await page.goto(`${base}/sign-in`)
  await page.fill('input[type=email]', email)
  await page.fill('input[type=password]', password)
  await page.click('main form button[type=submit], main form button:not([type])')
}

const roles = new Map(demo.sign_ins.filter(one => !one.totp_secret).map(one => [one.role, one]))
// What an assessor types is saved while it is typed, and a second page of the same notices instead of writing over it.
await asVisitor(async page => {
  await signIn(page, roles.get('assessor'))
  await page.goto(`${base}/authority/marks?only=free`)
  const waiting = await page.locator('main table a').first().getAttribute('href')
  await page.goto(`${base}${waiting}/claim`)
  await page.click('main form button')
  await page.goto(`${base}${waiting}/begin`)
  await page.check('main input[type=checkbox]')
  await page.click('main form button')
  const here = await page.locator('main a[href*="/judge/"]').first().getAttribute('href')
  await page.goto(base + here)
  const other = await page.context().newPage()
  await other.goto(base + here)
  const typed = `Typed at ${Date.now()}`
  await page.fill('main textarea', typed)
  await page.locator('form [role=status]', { hasText: 'Saved at' }).waitFor({ timeout: 10000 })
    .catch(() => fault('assessor', kind(base + here), 'what is typed is not saved while it is typed'))
  await other.fill('main textarea', 'From another page')
  await other.locator('form [role=status]', { hasText: 'changed on another page' }).waitFor({ timeout: 10000 })
    .catch(() => fault('assessor', kind(base + here), 'a second page does not notice the first'))
  await page.reload()
  if (await page.inputValue('main textarea') !== typed) fault('assessor', kind(base + here), 'loses what was typed')
})

// A file of offerings is done without the page, which shows what came of it by itself.
await asVisitor(async page => {
  await signIn(page, roles.get('owner'))
  await page.goto(`${base}/home`)
  const offerings = await page.locator('main a[href$="/offerings"]').first().getAttribute('href')
  await page.goto(`${base}${offerings}/file`)
  const rows = Array.from({ length: 500 }, (_, row) => `Browser ${Date.now()} ${row},telephone`)
  const buffer = Buffer.from(['name,channels', ...rows].join('\n'))
  await page.setInputFiles('main input[type=file]', { name: 'offerings.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'See what it would change' }).click()
  await page.getByRole('button', { name: 'Import all of it' }).click()
  const about = kind(page.url())
  await page.locator('h1', { hasText: 'The file is being imported' }).waitFor({ timeout: 5000 })
    .catch(() => fault('owner', about, 'does not say that it goes on'))
  if (pictures) await page.screenshot({ path: `${pictures}/importing.png`, fullPage: true })
  await page.locator('h1', { hasText: 'The file was imported' }).waitFor({ timeout: 30000 })
    .catch(() => fault('owner', about, 'does not show that it is done'))
})

// A list in a form grows and shrinks by its buttons, and leads to the row that is new. Enter keeps, and takes nothing out.
await asVisitor(async page => {
  await signIn(page, roles.get('owner'))
  await page.goto(`${base}/home`)
  const offerings = await page.locator('main a[href$="/offerings"]').first().getAttribute('href')
  await page.goto(`${base}${offerings}`)
  const offering = await page.locator('main table a[href^="/offerings/"]').first().getAttribute('href')
  for (const [part, one, field] of [['costs', 'cost', 'note'], ['declines', 'reason', 'reason'], ['hours', 'day', 'note']]) {
    await page.goto(`${base}${offering}/edit/${part}`)
    const about = kind(page.url())
    const rows = () => page.locator(`main input[name$="[${field}]"]`)
    const before = await rows().count()
    await rows().last().fill('Typed before')
    await page.getByRole('button', { name: `Add another ${one}` }).click()
    await judge(page, 'owner', `${about}-more`)
    if (await rows().count() !== before + 1) fault('owner', about, 'has no row more when it is asked for one')
    if (await rows().nth(before - 1).inputValue() !== 'Typed before') fault('owner', about, 'loses what was typed before a row was added')
    const focused = await page.evaluate(() => document.activeElement.querySelector('legend')?.innerText.trim() ?? '')
    if (!focused.endsWith(` ${before + 1}`)) fault('owner', about, `leads to “${focused}”, not to the new row`)
    await page.getByRole('button', { name: `Remove ${one} ${before + 1}` }).click()
    if (await rows().count() !== before) fault('owner', about, 'does not take out the row')
  }
  await page.goto(`${base}${offering}/edit/safety`)
  const lead = page.locator('input[name="safeguarding[lead]"]')
  await page.check('input[name=visits_homes][value=no]')
  if (await lead.isVisible()) fault('owner', kind(page.url()), 'asks for a record where there are no home visits')
  await page.check('input[name=visits_homes][value=yes]')
  if (!await lead.isVisible()) fault('owner', kind(page.url()), 'does not ask for the record of home visits')
  await judge(page, 'owner', `${kind(page.url())}-yes`)
})

// Everyone, since two of one role are not offered the same. Cases are shown to who acts on them, one of each stage.
const acts = ['assessor', 'decision_maker', 'category_manager']
for (const { role, email, password, ...of } of demo.sign_ins.filter(one => !one.totp_secret)) {
  await asVisitor(async page => {
    await signIn(page, { email, password })
    if (new URL(page.url()).pathname === '/sign-in') return fault(role, '/sign-in', 'does not let this role in')
    const own = of.organisation_kind === 'provider' ? [`${base}/provider/${of.organisation_id}/mark`] : []
    const all = acts.includes(role) ? [...ofCases.values(), ...ofReviews.values()] : []
    await walk(page, role, [page.url(), ...own, ...all])
  })
}

// What comes before a decision is a page of its own: the letter, read and not yet sent.
async function reads (who, moves) {
  for (const { email, password } of demo.sign_ins.filter(one => one.role === who)) {
    await asVisitor(async page => {
      await signIn(page, { email, password })
      for (const [stage, address] of ofCases) {
        const { move, fill } = moves[Object.keys(moves).find(start => stage.startsWith(start))] ?? {}
        if (!move) continue
        await page.goto(`${address}/${move}`)
        if (!page.url().endsWith(move)) continue
        await fill(page)
        await page.locator('main form button', { hasText: 'Read the letter' }).click()
        await judge(page, who, `/marks/:${stage}/${move}-letter`)
        const says = await page.locator('main').innerText()
        if (!says.includes('Nothing is decided yet')) fault(who, `/marks/:${stage}/${move}`, 'does not lead to the letter')
      }
    })
  }
}
await reads('decision_maker', {
  recommended: {
    move: 'decide',
    // The days of the demo pass: a later one is not as was recommended, which wants its reason.
    fill: async page => {
      for (const year of await page.locator('input[name^="conditions"][name$="-year"]').all()) {
        if (!await year.inputValue()) continue
        await year.fill(String(new Date().getFullYear() + 2))
        await page.fill('textarea[name=departure]', 'More time is needed.')
      }
    }
  },
  under_appeal: {
    move: 'hear_appeal',
    fill: async page => {
      await page.check('input[name=upheld][value=no]')
      await page.fill('textarea[name=reasons]', 'What was sent was read.')
    }
  }
})

// By keyboard alone: the first stop leaves what repeats, the postcode is reached, and Enter searches.
await asVisitor(async page => {
  const { slug, address } = open[0]
  await page.goto(address)
  await page.keyboard.press('Tab')
  const first = await page.evaluate(() => document.activeElement.getAttribute('href'))
  if (!first?.startsWith('#')) fault('keyboard', `/d/${slug}`, `the first stop is ${first}, not the link past what repeats`)
  for (let stops = 0; stops < 40; stops++) {
    if (await page.evaluate(() => document.activeElement.getAttribute('name')) === 'near') break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.type(postcode)
  await page.keyboard.press('Enter')
  await page.waitForURL(/near=/, { timeout: 5000 }).catch(() => fault('keyboard', `/d/${slug}`, 'Enter in the postcode does not search'))
})

// What script adds to results: a map that is used by keyboard, a shortlist that is kept, the person's own location.
const leeds = { geolocation: { latitude: 53.79651234, longitude: -1.54781234 }, permissions: ['geolocation'] }
await asVisitor(async page => {
  const { slug, address } = open[0]
  const about = `/d/${slug}?near`
  const errors = []
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => { if (message.type() === 'error') errors.push(message.text()) })
  await page.goto(`${address}?near=${encodeURIComponent(postcode)}`)
  const marker = page.locator('.app-map__marker').first()
  await marker.waitFor({ timeout: 15000 }).catch(() => fault('map', about, 'no marker is drawn on a wide screen'))
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run('#map', { resultTypes: ['violations'] }))
  violations.forEach(({ id, help }) => fault('map', about, `axe ${id}: ${help}`))
  const focused = () => page.evaluate(() => document.activeElement.closest('.leaflet-popup') ? 'popup' : document.activeElement.className)
  await marker.focus()
  await page.keyboard.press('Enter')
  await page.locator('.leaflet-popup a.govuk-link').first().waitFor({ timeout: 2000 })
  if (await focused() !== 'popup') fault('map', about, 'Enter on a marker does not lead into what it says')
  if (pictures) await page.screenshot({ path: `${pictures}/map.png` })
  await page.keyboard.press('Escape')
  if (!(await focused()).includes('app-map__marker')) fault('map', about, 'Escape does not lead back to the marker')
  await page.getByRole('button', { name: 'Hide the map' }).click()
  if (await marker.isVisible()) fault('map', about, 'cannot be hidden')

  const entry = page.locator('[data-listing]').first()
  const id = await entry.getAttribute('data-listing')
  await entry.getByRole('button').click()
  await page.goto(`${address}/shortlist`)
  await page.waitForURL(url => url.search === `?id=${id}`, { timeout: 2000 }).catch(() => fault('shortlist', about, 'is not kept'))
  await page.locator(`[data-listing="${id}"] button`).click()
  await page.goto(`${address}/shortlist`)
  if (new URL(page.url()).search) fault('shortlist', about, 'what was taken off is still there')

  await page.goto(address)
  await page.locator('[data-locate]').click()
  await page.waitForURL(/near=/, { timeout: 5000 }).catch(() => fault('location', `/d/${slug}`, 'does not search'))
  const near = new URL(page.url()).searchParams.get('near')
  if (near !== '53.797,-1.548') fault('location', `/d/${slug}`, `is sent as ${near}`)
  errors.forEach(error => fault('script', about, error))
}, leeds)

// Where a browser does not say where one is, words do.
await asVisitor(async page => {
  const { slug, address } = open[0]
  await page.goto(`${address}/cy`)
  await page.locator('[data-locate]').click()
  const said = page.locator('[data-locate-status]', { hasText: 'Ni adawodd eich porwr' })
  await said.waitFor({ timeout: 5000 }).catch(() => fault('location', `/d/${slug}/cy`, 'a refusal is not said in words'))
}, { permissions: [] })
// A helper types one postcode after the other, without script: the field waits for the next, and the others stay.
await asVisitor(async page => {
  const { slug, address } = open[0]
  await page.goto(`${address}/agent`)
  for (const typed of ['LS1 4AP', 'M1 1AE', 'SW1A 1AA']) {
    const field = await page.evaluate(() => document.activeElement.getAttribute('name'))
    if (field !== 'near') fault('helper', `/d/${slug}/agent`, `before ${typed} the focus is on ${field}, not on the postcode`)
    await page.keyboard.type(typed)
    await Promise.all([page.waitForURL(/near=/), page.waitForNavigation(), page.keyboard.press('Enter')])
  }
  const calls = await page.locator('section h2').allTextContents()
  if (calls.join() !== 'SW1A 1AA,M1 1AE,LS1 4AP') fault('helper', `/d/${slug}/agent`, `shows ${calls.join()}`)
}, { javaScriptEnabled: false })

// Without script: a search, and an entry.
await asVisitor(async page => {
  const { slug, address } = open[0]
  await page.goto(address)
  await page.fill('input[name=near]', postcode)
  await page.press('input[name=near]', 'Enter')
  await page.waitForLoadState('load')
  const links = await page.locator('main a').evaluateAll(all => all.map(link => link.href))
  const shown = links.find(link => link.search(uuid) > 0)
  if (!shown) return fault('no script', `/d/${slug}`, 'a search finds no entry near ' + postcode)
  const answer = await page.goto(shown)
  if (answer.status() !== 200) fault('no script', kind(shown), `answers ${answer.status()}`)
}, { javaScriptEnabled: false })

await browser.close()
if (faults.length) {
  console.error(`${faults.length} faults:`)
  faults.forEach(one => console.error('  ' + one))
  process.exit(1)
}
console.log(`${seen.size} kinds of pages are in order`)
