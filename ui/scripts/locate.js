// “Use my location”: fills in the postcode's field with degrees, rounded to about a hundred metres before they leave the
// page, and searches.
const DIGITS = 3

for (const button of document.querySelectorAll('[data-locate]')) {
  if (!('geolocation' in navigator)) continue
  const form = button.closest('form')
  const status = form.querySelector('[data-locate-status]')
  const say = words => { status.textContent = words }
  const found = ({ coords }) => {
    form.elements.near.value = `${coords.latitude.toFixed(DIGITS)},${coords.longitude.toFixed(DIGITS)}`
    form.requestSubmit()
  }
  const failed = error => {
    button.disabled = false
    say(error.code === error.PERMISSION_DENIED ? button.dataset.denied : button.dataset.failed)
  }
  button.addEventListener('click', () => {
    button.disabled = true
    say(button.dataset.waiting)
    navigator.geolocation.getCurrentPosition(found, failed, { timeout: 15000, maximumAge: 600000 })
  })
  button.hidden = false
}
