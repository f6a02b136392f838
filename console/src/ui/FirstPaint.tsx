/** What stands while the first data comes: grey shapes, never a spinner on an empty page. */
export function FirstPaint() {
  return (
    <div className="kb-skeleton-page" aria-busy="true">
      <Bones lines={5} />
    </div>
  )
}

export function Bones(props: { lines: number }) {
  return (
    <div className="kb-bones" aria-hidden="true">
      {Array.from({ length: props.lines }, (_, i) => <div key={i} className="kb-bone" />)}
    </div>
  )
}
