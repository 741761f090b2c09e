"""Gathers the rooms' models for Django."""

from .activities.drop_in_models import DropIn
from .activities.models import Activity, ActivityApplication
from .activities.picture_models import ActivityPicture, ActivityPictureFile
from .activities.sign_up_models import SignUp, SignUpTerms
from .bookings.models import (
    Application,
    Booking,
    Closure,
    Slot,
    UndoStep,
    Use,
)
from .fees.models import Fee, FeeRule, FeeSettings, PaymentNotice, SalesReport, Waiver, WaiverGrant
from .groups.models import Group, GroupStep, MemberInvitation, Membership, Permit
from .notices.models import Notice
from .sessions.models import Helper, HygieneSheet, PhotoConsent
from .spaces.models import (
    BarrierFreeFact,
    Equipment,
    OpeningHours,
    Space,
    SpecialDay,
    UsableHours,
    Venue,
    VenueText,
    YearlyClosure,
)
from .spaces.picture_models import Picture, PictureFile
from .startups.models import (
    Startup,
    StartupCheck,
    StartupHint,
    StartupMove,
    StartupNote,
    Wish,
    WishWord,
)
from .usage.models import Closing, ClosingItem, KeyLoan, Report, ReportCorrection

__all__ = [
    "Activity",
    "ActivityApplication",
    "ActivityPicture",
    "ActivityPictureFile",
    "Application",
    "BarrierFreeFact",
    "Booking",
    "Closing",
    "ClosingItem",
    "Closure",
    "DropIn",
    "Equipment",
    "Fee",
    "FeeRule",
    "FeeSettings",
    "Group",
    "GroupStep",
    "Helper",
    "HygieneSheet",
    "KeyLoan",
    "MemberInvitation",
    "Membership",
    "Notice",
    "OpeningHours",
    "PaymentNotice",
    "Permit",
    "PhotoConsent",
    "Picture",
    "PictureFile",
    "Report",
    "ReportCorrection",
    "SalesReport",
    "SignUp",
    "SignUpTerms",
    "Slot",
    "Space",
    "SpecialDay",
    "Startup",
    "StartupCheck",
    "StartupHint",
    "StartupMove",
    "StartupNote",
    "UndoStep",
    "UsableHours",
    "Use",
    "Venue",
    "VenueText",
    "Waiver",
    "WaiverGrant",
    "Wish",
    "WishWord",
    "YearlyClosure",
]
