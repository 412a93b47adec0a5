namespace Simulator.Reports;

/// <summary>The script of report pages: sorts tables by a column and filters long ones. The page is complete without it.</summary>
internal static class ReportScript
{
    /// <summary>JavaScript text; it names no other resource.</summary>
    public const string Text = """
        document.querySelectorAll('table').forEach(function (table) {
          var body = table.tBodies[0], rows = Array.from(body.rows);
          if (rows.length < 2) return;
          function key(row, column) {
            var cell = row.cells[column];
            return cell.dataset.key !== undefined ? parseFloat(cell.dataset.key) : cell.textContent;
          }
          Array.from(table.tHead.rows[0].cells).forEach(function (head, column, heads) {
            var button = document.createElement('button');
            button.type = 'button';
            button.textContent = head.textContent;
            head.textContent = '';
            head.appendChild(button);
            button.addEventListener('click', function () {
              var way = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
              heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
              head.setAttribute('aria-sort', way > 0 ? 'ascending' : 'descending');
              rows.sort(function (left, right) {
                var a = key(left, column), b = key(right, column);
                return way * (typeof a === 'number' && typeof b === 'number' ? a - b
                  : String(a).localeCompare(String(b), 'en', { numeric: true }));
              });
              rows.forEach(function (row) { body.appendChild(row); });
            });
          });
          if (rows.length < 9) return;
          var label = document.createElement('label'), box = document.createElement('input'), shown = document.createElement('span');
          label.className = 'filter';
          box.type = 'search';
          shown.setAttribute('aria-live', 'polite');
          label.append('Show rows with ', box, shown);
          table.parentNode.parentNode.insertBefore(label, table.parentNode);
          box.addEventListener('input', function () {
            var wanted = box.value.toLowerCase(), count = 0;
            rows.forEach(function (row) {
              row.hidden = row.textContent.toLowerCase().indexOf(wanted) < 0;
              count += row.hidden ? 0 : 1;
            });
            shown.textContent = wanted ? ' ' + count + ' of ' + rows.length : '';
          });
        });
        document.querySelectorAll('[data-timeline]').forEach(function (part) {
          var field = document.createElement('fieldset'), legend = document.createElement('legend');
          field.className = 'switches';
          legend.textContent = 'Show';
          field.appendChild(legend);
          part.querySelectorAll('.lane').forEach(function (lane) {
            var label = document.createElement('label'), box = document.createElement('input');
            box.type = 'checkbox';
            box.checked = true;
            label.append(box, ' ' + lane.dataset.lane);
            box.addEventListener('change', function () { lane.classList.toggle('off', !box.checked); });
            field.appendChild(label);
          });
          part.insertBefore(field, part.firstChild);
          var marks = Array.from(part.querySelectorAll('.mark[data-text]'));
          if (marks.length < 2) return;
          var label = document.createElement('label'), box = document.createElement('input'), shown = document.createElement('span');
          label.className = 'filter';
          box.type = 'search';
          shown.setAttribute('aria-live', 'polite');
          label.append('Show events with ', box, shown);
          part.insertBefore(label, field.nextSibling);
          box.addEventListener('input', function () {
            var wanted = box.value.toLowerCase(), count = 0;
            marks.forEach(function (mark) {
              var hides = mark.dataset.text.toLowerCase().indexOf(wanted) < 0;
              mark.classList.toggle('off', hides);
              count += hides ? 0 : 1;
            });
            shown.textContent = wanted ? ' ' + count + ' of ' + marks.length : '';
          });
        });
        """;
}
