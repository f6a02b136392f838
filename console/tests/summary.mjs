// One closing line for scripts/test: "# console: N passed, N failed". A vitest reporter.
export default class Summary {
  onTestRunEnd(modules, errors) {
    let passed = 0
    let failed = errors.length
    for (const module of modules) {
      if (module.children.size === 0 && !module.ok()) failed += 1
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed += 1
        if (state === 'failed') failed += 1
      }
    }
    console.log(`# console: ${passed} passed, ${failed} failed`)
  }
}
