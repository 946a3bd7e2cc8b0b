"""The inbox "for me": what waits for one person, whatever part of the house it comes from."""

from django.db import models
from django.utils import timezone


class Todo(models.Model):
    """One thing that waits for one person. Put there and taken away in the transaction of what it is about.

    The truth stands where it is decided (a receipt, a request, a talk); this row is how the person finds it, so that
    one query shows everything that waits, however many parts of the house it comes from.
    """

    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="todos")
    # What sort of thing ("announcement.confirm"), as registered in `selectors.todos`.
    kind = models.CharField(max_length=40)
    # Which one of its sort: "12" for announcement 12.
    key = models.CharField(max_length=40)
    # The team of the person when it was put there: whoever leads them elsewhere later has nothing to do with it.
    unit = models.ForeignKey("people.Unit", null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=200)
    # A path inside this installation.
    url = models.CharField(max_length=200)
    since = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["employee", "kind", "key"], name="todo_once")]
        indexes = [
            models.Index(fields=["employee", "due_at"], name="todo_of_employee"),
            models.Index(fields=["kind", "key"], name="todo_of_matter"),
            models.Index(fields=["due_at"], name="todo_overdue"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} of {self.employee_id}"
