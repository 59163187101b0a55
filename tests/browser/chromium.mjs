// The Chromium that this machine has, started so that it asks nothing of the network by itself.
import { execFileSync } from 'node:child_process'
import { chromium as playwright } from 'playwright-core'

export function chromium () {
  const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
    .map(name => { try { return execFileSync('which', [name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim() } catch { return '' } })
    .find(path => path)
  if (!executablePath) {
    console.error('No Chromium is installed: `make browser-tools` installs it on Debian')
    process.exit(1)
  }
  return playwright.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}
