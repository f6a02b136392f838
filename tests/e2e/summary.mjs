// One closing line of a Playwright run: "# <name>: N passed, N failed".
export default class Summary {
  constructor(options) {
    this.name = options.name
    this.counts = { passed: 0, failed: 0 }
  }

  onTestEnd(test, result) {
    if (result.status === 'skipped') return
    if (test.outcome() === 'expected') this.counts.passed += 1
    else if (result.retry === test.retries) this.counts.failed += 1
  }

  onEnd(result) {
    if (result.status !== 'passed' && this.counts.failed === 0) this.counts.failed = 1
    console.log(`# ${this.name}: ${this.counts.passed} passed, ${this.counts.failed} failed`)
  }

  printsToStdio() {
    return false
  }
}
