// Looks at a directory within a page of another site, in Chromium: the script, the element and the frame of the demo's
// made-up service. Each is used as people use it; the page's styles and the directory's stay apart, axe finds nothing,
// 320 px suffice, and a page of a site that the directory does not name is given nothing.
//
//   node embed.mjs path/to/demo.json [folder for screenshots]
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from './chromium.mjs'

const demo = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const pictures = process.argv[3]
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const faults = []
const must = (holds, what) => { if (!holds) faults.push(what) }

const browser = await chromium()

async function picture (page, name) {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

async function pageAt (address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 900, height: 1000 }, ...options })
  const page = await context.newPage()
  const errors = []
  page.on('pageerror', error => errors.push(error.message))
  page.on('console', message => { if (message.type() === 'error') errors.push(message.text()) })
  await page.goto(address, { waitUntil: 'load' })
  return { page, errors }
}

async function look (page, what) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
  for (const { id, help, nodes } of violations) {
    faults.push(`${what}: axe ${id}: ${help}: ${nodes.map(node => JSON.stringify(node.target) + node.html.slice(0, 120)).slice(0, 3).join(' | ')}`)
  }
}

const { page, errors } = await pageAt(demo.embedded)
const elements = page.locator('signpost-directory')
await elements.nth(1).locator('input').waitFor({ timeout: 10000 })
must(await elements.count() === 2, 'one script tag and one element make two directories')
const [english, welsh] = [elements.nth(0), elements.nth(1)]
await look(page, 'before a search')

// By keyboard: to the postcode, and Enter searches. What is found is announced.
await english.locator('input').focus()
await page.keyboard.type('LS1 4AP')
await page.keyboard.press('Enter')
await english.locator('li').first().waitFor({ timeout: 10000 })
must(/\d/.test(await english.locator('[role=status]').innerText()), 'the number of results is announced')
must(await english.locator('li').count() <= 5, 'no more results than were asked for')
const link = await english.locator('li a').first().getAttribute('href')
must(link.startsWith(`${demo.base_url}/d/`), `a result leads to the directory, not to ${link}`)
await page.keyboard.press('Tab')
await page.keyboard.press('Tab')
must(await english.evaluate(it => it.shadowRoot.activeElement?.closest('li') !== null), 'the keyboard reaches the results')

await welsh.locator('input').fill('nowhere')
await welsh.locator('button').click()
await welsh.locator('[aria-invalid=true]').waitFor({ timeout: 10000 })
must(/god post/i.test(await welsh.locator('.error').innerText()), 'what is wrong is said in Welsh')
must(await welsh.evaluate(it => it.shadowRoot.activeElement?.id) === 'near', 'the field at fault has the focus')
await look(page, 'after a search and a mistake')
await welsh.locator('input').fill('CF10 1EP')
await welsh.locator('button').click()
await welsh.locator('li').first().waitFor({ timeout: 10000 })
must(await welsh.locator('.error').isHidden(), 'the mistake is gone with it')

// Neither the page's styles nor the directory's reach the other.
const within = await english.evaluate(it => {
  const style = name => getComputedStyle(it.shadowRoot.querySelector(name))
  const [input, heading, hint] = ['input', '.heading', '.hint'].map(style)
  return {
    typeface: heading.fontFamily, upper: heading.textTransform, size: heading.fontSize, slant: heading.fontStyle, colour: heading.color,
    round: input.borderRadius, spacing: input.letterSpacing, words: hint.wordSpacing, indent: hint.textIndent,
  }
})
const expected = {
  typeface: 'Arial, Helvetica, sans-serif', upper: 'none', size: '20.8px', slant: 'normal', colour: 'rgb(11, 12, 12)',
  round: '0px', spacing: 'normal', words: '0px', indent: '0px',
}
for (const [name, value] of Object.entries(expected)) must(within[name] === value, `the page's styles reach in: ${name} is ${within[name]}, not ${value}`)
const outside = await page.evaluate(() => {
  const style = name => getComputedStyle(document.querySelector(name))
  return { input: style('#newsletter').borderRadius, button: style('.own button').backgroundColor, label: style('.own label').fontWeight, heading: style('h1').textTransform }
})
must(JSON.stringify(outside) === JSON.stringify({ input: '20px', button: 'rgb(138, 28, 74)', label: '400', heading: 'uppercase' }), `the directory's styles reach out: ${JSON.stringify(outside)}`)

// The frame works by itself.
const frame = page.frameLocator('iframe')
await frame.locator('input[name=near]').fill('LS1 4AP')
await frame.locator('button').click()
await frame.locator('.app-listing').first().waitFor({ timeout: 10000 })
await picture(page, 'embedded')
await page.setViewportSize({ width: 320, height: 640 })
const widest = await page.evaluate(() => document.scrollingElement.scrollWidth)
must(widest <= 320, `the page is ${widest} px wide on a screen of 320 px`)
const [frameWidest, frameWidth] = await frame.locator('html').evaluate(it => [it.scrollWidth, it.clientWidth])
must(frameWidest <= frameWidth, `the frame's page is ${frameWidest} px wide in ${frameWidth} px`)
await picture(page, 'embedded-narrow')
for (const error of errors.filter(error => !error.includes('status of 400'))) faults.push(`the page says: ${error}`)
await page.context().close()

// Text that a reader made larger is larger within, whatever size the page set.
const larger = await browser.newContext({ viewport: { width: 900, height: 1000 } })
const read = await larger.newPage()
const session = await larger.newCDPSession(read)
await session.send('Page.setFontSizes', { fontSizes: { standard: 32 } }).catch(() => {})
await read.goto(demo.embedded, { waitUntil: 'load' })
await read.locator('signpost-directory .heading').first().waitFor({ timeout: 10000 })
const size = await read.locator('signpost-directory .heading').first().evaluate(it => getComputedStyle(it).fontSize)
must(size === '41.6px', `the reader's size of text does not reach in: ${size}`)
await larger.close()

// The same page of another site: localhost is another origin than 127.0.0.1, and the directory does not name it.
const elsewhere = demo.embedded.replace('127.0.0.1', 'localhost')
const { page: stranger } = await pageAt(elsewhere)
const empty = stranger.locator('signpost-directory').first()
await empty.locator('a').waitFor({ timeout: 10000 })
must(await empty.locator('form, li').count() === 0, 'an element in a page of another site shows a form')
must((await empty.locator('a').getAttribute('href')).startsWith(`${demo.base_url}/d/`), 'it leads to the directory instead')
await look(stranger, 'where it may not be shown')
const shown = stranger.frames().find(it => it !== stranger.mainFrame())
const text = await shown.evaluate(() => document.body?.innerText ?? '').catch(() => '')
must(!/Find help|Postcode/.test(text), `a frame in a page of another site shows: ${text.slice(0, 80)}`)
const answer = await stranger.evaluate(async at => {
  try { return (await fetch(at)).status } catch { return 'nothing' }
}, `${demo.base_url}/api/v1/directories/${demo.directories[0].slug}/embed/listings?near=LS1+4AP`)
must(answer === 'nothing', `a script of another site is answered: ${answer}`)
await picture(stranger, 'embedded-elsewhere')

await browser.close()
if (faults.length) {
  console.error(`${faults.length} faults where a directory is embedded:`)
  faults.forEach(one => console.error('  ' + one))
  process.exit(1)
}
console.log('a directory within another site is in order')
