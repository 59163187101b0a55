// Back always works: from wherever a form led, also when it was refused first, and nothing is sent again by it.
//
//   node back.mjs path/to/demo.json [folder for screenshots]
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from './chromium.mjs'

const demo = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const pictures = process.argv[3]
const browser = await chromium()
const faults = []

async function someone (who) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 } })
  const page = await context.newPage()
  const sent = []
  page.on('request', request => { if (request.method() === 'POST') sent.push(request.url()) })
  return { who, page, sent }
}

async function picture (page, name) {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

// What must be on the page now: its heading, what is typed into its fields, and whether it says that something is wrong.
async function sees ({ who, page }, { heading, typed = {}, isWrong = false }) {
  const note = what => faults.push(`${who}: ${page.url()}: ${what}`)
  const says = await page.locator('h1').first().innerText({ timeout: 5000 }).catch(() => 'no page at all')
  if (says !== heading) return note(`“${says}” is shown, not “${heading}”`)
  for (const [name, value] of Object.entries(typed)) {
    const is = await page.locator(`[name="${name}"]`).inputValue()
    if (is !== value) note(`${name} holds “${is}”, not “${value}”`)
  }
  if ((await page.locator('.govuk-error-summary').count() > 0) !== isWrong) note(isWrong ? 'it does not say what is wrong' : 'it says that something is wrong')
}

async function goes ({ who, page, sent }, where) {
  const before = sent.length
  await (where === 'back' ? page.goBack() : page.goForward()).catch(error => faults.push(`${who}: ${where} from ${page.url()}: ${error.message.split('\n')[0]}`))
  if (sent.length > before) faults.push(`${who}: going ${where} sent ${sent.at(-1)} again`)
}

const follows = (page, words) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name: words, exact: true }).click()])

async function goesBackInARegistration () {
  const { email, password } = demo.sign_ins.find(one => one.role === 'owner')
  const owner = await someone('owner')
  const { page } = owner
  await page.goto(`${demo.base_url}/sign-in`)
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await follows(page, 'Sign in')

  await page.goto(`${demo.base_url}/register/provider/details`)
  const first = await page.locator('h1').first().innerText()
  await page.locator('[name="name"]').fill('Back and Forth')
  await follows(page, 'Save and continue')
  const refused = { heading: first, typed: { name: 'Back and Forth' }, isWrong: true }
  await sees(owner, refused)
  await picture(page, 'refused')
  await page.getByLabel('Voluntary').check()
  await page.getByLabel('Community group').check()
  await follows(page, 'Save and continue')
  const second = await page.locator('h1').first().innerText()
  await page.locator('[name="contact[email]"], [name="contact_email"], input[type=email]').first().fill('no address')
  await follows(page, 'Save and continue')
  await sees(owner, { heading: second, isWrong: true })

  await goes(owner, 'back')
  await sees(owner, { heading: second })
  await goes(owner, 'back')
  await sees(owner, refused)
  await picture(page, 'gone-back-to')
  await goes(owner, 'back')
  await sees(owner, { heading: first, typed: { name: 'Back and Forth' } })
  await goes(owner, 'forward')
  await sees(owner, refused)
  await page.reload()
  await sees(owner, refused)
  return owner
}

async function findsNothingOnceSignedOut ({ page, sent }) {
  const address = page.url()
  await follows(page, 'Sign out')
  await goes({ who: 'signed out', page, sent }, 'back')
  await sees({ who: 'signed out', page }, { heading: 'Sign in' })
  await page.goto(address)
  await sees({ who: 'signed out', page }, { heading: 'Sign in' })
}

async function goesBackAsAVisitor () {
  const visitor = await someone('visitor')
  const { page } = visitor
  await page.goto(`${demo.base_url}/register`)
  const heading = await page.locator('h1').first().innerText()
  const email = `back.${Date.now().toString(36)}@forth.example`
  await page.getByLabel('Full name').fill('Bo Back')
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Choose a password').fill('short')
  await follows(page, 'Create account')
  // A password is kept nowhere.
  const refused = { heading, typed: { name: 'Bo Back', email, password: '' }, isWrong: true }
  await sees(visitor, refused)
  await page.getByLabel('Choose a password').fill('walnut copper lantern')
  await follows(page, 'Create account')
  await sees(visitor, { heading: 'Look in your email' })
  await page.goto(`${demo.base_url}/accessibility`)
  await goes(visitor, 'back')
  await sees(visitor, { heading: 'Look in your email' })
  await goes(visitor, 'back')
  await sees(visitor, refused)
  await goes(visitor, 'back')
  await sees(visitor, { heading })
}

try {
  await findsNothingOnceSignedOut(await goesBackInARegistration())
  await goesBackAsAVisitor()
} catch (error) {
  faults.push(error.message)
}
await browser.close()
if (faults.length) {
  console.error(`Back does not always work:\n  ${faults.join('\n  ')}`)
  process.exit(1)
}
console.log('Back works after every form, refused or not.')
