// The three long journeys, by keyboard alone: from an account to a place on a lot, from an application to the quality
// mark, and from suspension to reinstatement. Everybody in them has a browser of their own.
//
//   node journeys.mjs path/to/demo.json [folder for screenshots]
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium } from './chromium.mjs'
import { Keyboard } from './keyboard.mjs'

const demo = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const pictures = process.argv[3]
const mails = join(dirname(process.argv[2]), 'mail')
const folder = mkdtempSync(join(tmpdir(), 'signpost-journeys.'))
const paper = join(folder, 'policy.pdf')
writeFileSync(paper, '%PDF-1.7\nWhom to tell, and when.\n')

const browser = await chromium()
const faults = new Set()

async function someone (who) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 } })
  const page = await context.newPage()
  const keyboard = new Keyboard(page, (where, what) => faults.add(`${who}: ${where.replace(/[0-9a-f-]{36}/g, ':id')}: ${what}`))
  keyboard.who = who
  page.on('pageerror', error => faults.add(`${who}: ${page.url()}: ${error.message}`))
  return keyboard
}

async function of (role) {
  const { email, password } = demo.sign_ins.find(one => one.role === role)
  const keyboard = await someone(role)
  await keyboard.opens(`${demo.base_url}/sign-in`)
  await signsIn(keyboard, email, password)
  return keyboard
}

async function signsIn (keyboard, email, password) {
  await keyboard.types('Email address', email)
  await keyboard.types('Password', password)
  await keyboard.follows('Sign in')
}

// The link in the newest mail to an address. It is sent by a worker, so it may take a moment.
async function linkMailedTo (address) {
  for (let tries = 0; tries < 100; tries++) {
    const texts = (existsSync(mails) ? readdirSync(mails) : []).sort().reverse().map(name => readFileSync(join(mails, name), 'utf8'))
    const mail = texts.find(text => text.includes(`To: ${address}`) || text.includes(`<${address}>`))
    const link = mail?.replace(/=\r?\n/g, '').replaceAll('=3D', '=').match(new RegExp(`${demo.base_url}/\\S+`))
    if (link) return link[0]
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  throw new Error(`nothing is mailed to ${address}`)
}

// Follows a link in a list, on whichever of its pages it is.
async function findsInList (keyboard, words) {
  while (!await keyboard.page.getByRole('link', { name: words }).count()) await keyboard.follows(/^Next|^More/)
  await keyboard.follows(words)
}

async function picture (keyboard, name) {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await keyboard.page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

// A demo that was served before has earlier ones.
const run = Date.now().toString(36)
const name = `Keyboard Friends ${run}`
const email = `jo.${run}@keyboard-friends.example`
const password = 'walnut copper lantern'

async function registers () {
  const jo = await someone('provider')
  await jo.opens(`${demo.base_url}/register`)
  await jo.types('Full name', 'Jo Bloggs')
  await jo.types('Email address', email)
  await jo.types('Choose a password', password)
  await jo.follows('Create account')
  await jo.opens(await linkMailedTo(email))
  await jo.follows(/^Confirm/)
  await signsIn(jo, email, password)
  await jo.follows(/^Register/)
  await jo.follows('Start')
  await jo.types('Name', name)
  await jo.picks('Voluntary')
  await jo.picks('Charity')
  await jo.follows('Save and continue')
  await jo.types(/mail/i, 'hello@keyboard-friends.example')
  await jo.follows('Save and continue')
  await jo.follows('Save and continue')
  await jo.follows(/^(Register|Accept|Confirm)/)
  await jo.reads(`${name} is registered`)
  await picture(jo, 'registered')
  return jo
}

const words = 'This is how we do it, each time, and who sees to it.'

// Opens each task of a list that is not completed, and answers it.
async function completes (keyboard, says, file = null) {
  const open = () => keyboard.page.evaluate(() => [...document.querySelectorAll('main .govuk-task-list__item')]
    .filter(item => /Not started|Incomplete/.test(item.innerText))
    .map(item => item.querySelector('a').innerText.trim())[0])
  const list = keyboard.page.url()
  for (let task = await open(), last; task; last = task, task = await open()) {
    if (task === last) throw new Error(`${list}: “${task}” is answered, and still to do`)
    await keyboard.follows(task)
    await keyboard.answers(says, file)
    // A page leads on to the next; the list is one address away.
    if (keyboard.page.url() !== list) await keyboard.opens(list)
  }
}

async function standsOnALot (jo, manager) {
  await jo.follows('Frameworks and lots')
  await jo.follows('Apply to lot 1')
  const application = jo.page.url()
  const figures = { 'answers[places_at_start]': '3', 'answers[price]': '12.50' }
  await completes(jo, field => figures[field] ?? words, paper)
  await jo.follows('Check your answers and submit')
  await jo.follows('Submit the application')
  await jo.reads('Your application is submitted')

  await manager.opens(`${demo.base_url}/authority/placements`)
  await findsInList(manager, name)
  await manager.follows('Take it up')
  await manager.follows('Take it up')
  await manager.follows('Accept the application')
  await manager.types('Reason', 'Complete, and within what the lot asks.')
  await manager.follows('Accept the application')

  await jo.opens(application)
  await jo.follows('Sign the framework agreement')
  await jo.types('Your full name', 'Jo Bloggs')
  await jo.types('Your role in the organisation', 'Director')
  await jo.types('By what authority do you sign?', 'Director')
  await jo.picks('I have read the agreement')
  await jo.follows('Sign the framework agreement')
  await jo.reads('The agreement is signed')

  await manager.opens(application)
  await manager.follows('Countersign the agreement')
  await manager.follows('Countersign the agreement')
  await manager.reads('The provider stands on the lot now')
  await jo.opens(application)
  await jo.reads('On framework')
  await picture(jo, 'placed')
}

async function earnsTheMark (jo, assessor, decides) {
  await jo.opens(`${demo.base_url}/home`)
  await jo.follows('Quality mark')
  await jo.picks('In person')
  await jo.follows(/^(Start|Apply|Begin)/)
  const application = jo.page.url()
  await completes(jo, field => field.endsWith('[text]') ? words : null, paper)
  await jo.follows('Submit the application')
  await jo.follows('Submit the application')
  await jo.reads('Your application is submitted')

  await assessor.opens(`${demo.base_url}/authority/marks`)
  await assessor.selects('Which', 'Waiting for an assessor')
  await assessor.follows('Show')
  await findsInList(assessor, name)
  await assessor.follows('Take it up')
  await assessor.follows('Take it up')
  await assessor.follows('Begin the assessment')
  await assessor.picks('I have no')
  await assessor.follows('Begin the assessment')
  for (let judged = 0; judged < 60; judged++) {
    const next = await assessor.page.evaluate(() => {
      const cards = [...document.querySelectorAll('main .govuk-summary-card')]
      return cards.find(card => card.innerText.includes('Essential') && card.innerText.includes('Not judged'))?.querySelector('a[href*="/judge/"]')?.innerText.replace(/\s+/g, ' ').trim()
    })
    if (!next) break
    await assessor.follows(next)
    await assessor.picks('Met')
    await assessor.types('Reasons', 'The evidence shows it, for every place that was looked at.')
    await assessor.follows('Save')
    if (assessor.page.url() !== application) await assessor.opens(application)
  }
  await assessor.follows('Recommend')
  await assessor.picks('Give the mark')
  await assessor.types('Reasons', 'All essential criteria are met.')
  await assessor.follows('Recommend')
  await assessor.reads('with a decision maker')

  await decides.opens(`${demo.base_url}/authority/marks`)
  await findsInList(decides, name)
  await decides.follows('Decide')
  await decides.picks('Give the mark')
  await decides.types('Reasons', 'All essential criteria are met.')
  await decides.follows('Read the letter')
  await picture(decides, 'letter')
  await decides.follows(/^(Send|Decide)/)
  await decides.reads('The decision is made')
  await jo.opens(application)
  await jo.reads('Accredited')
  await picture(jo, 'accredited')
  return application
}

async function isSuspendedAndComesBack (application, jo, decides) {
  await decides.opens(application)
  await decides.follows('Suspend the mark')
  await decides.types('Reason', 'A record of safeguarding training is missing.')
  await decides.picks('People are at risk')
  await picture(decides, 'suspending')
  await decides.follows('Suspend the mark')
  await decides.reads('Suspended')
  await jo.opens(application)
  await jo.reads('A record of safeguarding training is missing.')
  await decides.opens(application)
  await decides.follows('Reinstate the mark')
  await decides.follows('Reinstate the mark')
  await jo.opens(application)
  await jo.reads(/in force/i)
  await picture(jo, 'reinstated')
}

try {
  const [manager, assessor, decides] = [await of('category_manager'), await of('assessor'), await of('decision_maker')]
  const jo = await registers()
  await standsOnALot(jo, manager)
  console.log('register to placed: done by keyboard')
  const application = await earnsTheMark(jo, assessor, decides)
  console.log('applied to accredited: done by keyboard')
  await isSuspendedAndComesBack(application, jo, decides)
  console.log('suspended to reinstated: done by keyboard')
  const stops = [jo, manager, assessor, decides].reduce((sum, { stops }) => sum + stops, 0)
  console.log(`${stops} stops, each of them seen`)
} catch (error) {
  faults.add(error.message)
} finally {
  await browser.close()
  rmSync(folder, { recursive: true })
}
if (faults.size) {
  console.error(`${faults.size} faults:`)
  faults.forEach(one => console.error('  ' + one))
  process.exit(1)
}
